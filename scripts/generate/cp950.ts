import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * `node scripts/run.mjs scripts/generate/cp950.ts` writes cp950's rows from ICU's windows-950 table, which
 * Node 22 carries as TextDecoder('big5'). Not a part of `npm run generate`: later editions of Node read big5 as the
 * web does, and the committed table must not move with them. An end-to-end test compares it with ICU's own converter.
 */
const FILE = resolve(import.meta.dirname, '../../native-host/codec/charset/big5/cp950.json');
const TRAILS = [...range(0x40, 0x7e), ...range(0xa1, 0xfe)];
const decoder = new TextDecoder('big5');

/** Where the table has one character twice: the code that is only read → the one that Windows writes. */
const TWINS = {
  A2A4: 'F9F9',
  A2A5: 'F9E9',
  A2A6: 'F9EA',
  A2A7: 'F9EB',
  A2CC: 'A451',
  A2CE: 'A4CA',
  F9FA: 'A27E',
  F9FB: 'A2A1',
  F9FC: 'A2A2',
  F9FD: 'A2A3',
};

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** A code's character; U+FFFD where there is none, or where it is a user-defined one (they follow a rule). */
function characterOf(lead: number, trail: number): string {
  const char = decoder.decode(Uint8Array.of(lead, trail));
  return char.length === 1 && !/\p{Co}/u.test(char) ? char : '\ufffd';
}

if (characterOf(0xf9, 0xd6) !== '碁' || decoder.decode(Uint8Array.of(0xfa, 0x40)) !== '\ue000') {
  throw new Error('This Node does not read big5 as Windows does: use the one in node_modules (22)');
}
const rows = range(0xa1, 0xf9).map((lead) => {
  const row = TRAILS.map((trail) => characterOf(lead, trail)).join('');
  return [lead.toString(16).toUpperCase(), row.replace(/\ufffd+$/, '')] as const;
});
const table = {
  source:
    'ICU 78.3, converter windows-950-2000. A row is a lead byte; its characters follow the trails 40-7E, A1-FE; U+FFFD where there is none.',
  twins: TWINS,
  rows: Object.fromEntries(rows.filter(([, row]) => row !== '')),
};
writeFileSync(FILE, `${JSON.stringify(table, null, 2)}\n`);
