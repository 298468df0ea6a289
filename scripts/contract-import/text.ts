/** Full-width letters, digits and signs as half-width ones; composed. */
export const narrow = (text: string) => text.normalize('NFKC').trim();

/** A code or a number: half-width, nothing between. */
export const tight = (text: string) => narrow(text).replace(/\s+/g, '');

/** Spellings that mean one thing in these documents. */
const SAME: readonly [RegExp, string][] = [
  [/身份/g, '身分'],
  [/身分證(統一編號|字號|號碼)/g, '身分證號'],
  [/連絡/g, '聯絡'],
  [/[臺]/g, '台'],
  [/識別碼|代號/g, '代碼'],
];

/** A title without what does not tell fields apart: width, case, spaces, punctuation. */
export function plain(title: string): string {
  const bare = tight(title)
    .toLowerCase()
    .replace(/[\p{P}\p{S}]/gu, '');
  return SAME.reduce((text, [spelling, meant]) => text.replace(spelling, meant), bare);
}

/** The same without what stands in brackets. */
export const unbracketed = (title: string) => plain(narrow(title).replace(/[([{〔【].*?[)\]}〕】]/g, ''));

/** Dice's coefficient of the pairs of neighbouring characters: 1 the same, 0 nothing in common. */
export function likeness(one: string, other: string): number {
  const [a, b] = [pairs(one), pairs(other)];
  if (a.length === 0 || b.length === 0) return one === other ? 1 : 0;
  const rest = [...b];
  const common = a.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * common.length) / (a.length + b.length);
}

function pairs(text: string): string[] {
  const letters = [...text];
  return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
}
