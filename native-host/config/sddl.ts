/** Administrators, SYSTEM, TrustedInstaller, and the mark for "whoever creates it" (it grants nothing itself). */
const TRUSTED = /^(?:BA|SY|CO|S-1-5-18|S-1-5-32-544|S-1-3-0|S-1-5-80-956008885-\d+-\d+-\d+-\d+)$/;
/** Read and execute rights: FILE_GENERIC_READ | FILE_GENERIC_EXECUTE, as names and as a mask. */
const READ_NAMES = new Set(['FR', 'FX', 'GR', 'GX', 'RC', 'CC', 'SW', 'LO', 'RP']);
const READ_MASK = 0x1200a9;

/**
 * Reads a Windows security descriptor (SDDL): true when its owner and everyone whom it lets write are
 * administrators. What cannot be read counts as open.
 */
export function onlyAdministratorsWrite(sddl: string): boolean {
  const owner = /^O:(S-[\d-]+|[A-Z]{2})/.exec(sddl)?.[1];
  const list = /D:([A-Z]*)((?:\([^()]*\))+)/.exec(sddl)?.[2];
  if (!owner || !list || !TRUSTED.test(owner)) return false;
  return [...list.matchAll(/\(([^()]*)\)/g)].every((entry) => entryIsSafe((entry[1] ?? '').split(';')));
}

function entryIsSafe([kind, , rights = '', , , who = '']: string[]): boolean {
  if (kind === 'D') return true;
  return kind === 'A' && (TRUSTED.test(who) || onlyReads(rights));
}

function onlyReads(rights: string): boolean {
  if (rights.startsWith('0x')) return (Number(rights) & ~READ_MASK) === 0;
  return (rights.match(/../g) ?? ['?']).every((name) => READ_NAMES.has(name)) && rights.length % 2 === 0;
}
