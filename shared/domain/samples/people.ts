import { checksumHolds, nationalId } from '../national-id.ts';
import { digits, once, pick, type Random } from './random.ts';

/**
 * plain: in every character set of the NHI. userDefined: now and then a character of the user-defined range
 * (U+E000 to U+F848 stand for it). unmappable: names that Big5 cannot write, to see what is said about them.
 */
export type Characters = 'plain' | 'userDefined' | 'unmappable';

const SURNAMES = [
  '陳',
  '林',
  '黃',
  '張',
  '李',
  '王',
  '吳',
  '劉',
  '蔡',
  '楊',
  '許',
  '鄭',
  '游',
  '歐陽',
  '張簡',
] as const;
const GIVEN = [...'家豪志明淑芬雅婷俊傑怡君宗翰佩珊建宏美玲翊彧婕妤禹瑄鈺涵昱廷嫻翎罡'] as [
  string,
  ...string[],
];
/** Seen on ID cards, and not in cp950. */
const UNMAPPABLE = ['堃', '喆', '峯', '𠮷', '犇', '煊', '栢', '温', '羣'] as const;
const INDIGENOUS = ['谷辣斯．尤達卡', '高金素梅．吉娃斯', '伊斯坦大．貝雅夫'] as const;
const USER_DEFINED = { first: 0xe000, last: 0xf848 };

export function personName(random: Random, characters: Characters): string {
  if (once(random, 20)) return pick(random, INDIGENOUS);
  const last = rare(random, characters) ?? pick(random, GIVEN);
  return pick(random, SURNAMES) + (once(random, 8) ? '' : pick(random, GIVEN)) + last;
}

function rare(random: Random, characters: Characters): string | null {
  if (characters === 'unmappable') return pick(random, UNMAPPABLE);
  if (characters === 'plain' || !once(random, 4)) return null;
  return String.fromCodePoint(random.int(USER_DEFINED.first, USER_DEFINED.last));
}

/** An ID whose checksum holds: citizens', residents' of today and of before 2021. */
export function idNumber(random: Random, sex: 'male' | 'female'): string {
  const second = pick(
    random,
    sex === 'male' ? ['1', '1', '1', '8', 'A', 'C'] : ['2', '2', '2', '9', 'B', 'D'],
  );
  const start =
    pick(random, [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'] as [string, ...string[]]) + second + digits(random, 7);
  const ends = [...'0123456789'].map((digit) => nationalId(start + digit));
  return ends.find((id) => id !== null && checksumHolds(id)) ?? start;
}

export function phone(random: Random): string {
  const area = pick(random, ['02', '03', '04', '05', '06', '07'] as const);
  if (once(random, 3)) return `09${digits(random, 2)}-${digits(random, 6)}`;
  return `(${area})${random.int(2, 8)}${digits(random, 6)}${once(random, 4) ? `#${random.int(100, 999)}` : ''}`;
}

const PLACES = [
  '臺北市大安區',
  '新北市板橋區',
  '臺中市西屯區',
  '高雄市鳳山區',
  '花蓮縣秀林鄉',
  '澎湖縣馬公市',
] as const;
const ROADS = ['中山路一段', '信義路', '成功二路', '民族街', '和平東路三段'] as const;

export function address(random: Random): string {
  return `${pick(random, PLACES)}${pick(random, ROADS)}${random.int(1, 400)}號${once(random, 2) ? `${random.int(2, 20)}樓` : ''}`;
}
