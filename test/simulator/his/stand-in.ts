import type { HisPatient } from './patient.ts';

/** Sixteen made-up patients for running the HIS alone and for their own tests; some names lie outside Big5. */
const PEOPLE = [
  ['王小明', 'A123456789', '1976-03-12', 'M'],
  ['林淑芬', 'B223456784', '1958-11-02', 'F'],
  ['陳游堃', 'F12468135', '1949-02-28', 'M'],
  ['張喆', 'H20011223', '1990-07-19', 'F'],
  ['歐陽美玲', 'E29988776', '1967-12-31', 'F'],
  ['黃志豪', 'D11223344', '1983-01-01', 'M'],
  ['𠮷田由美', 'A81234567', '1995-05-05', 'F'],
  ['李雅婷', 'G20304050', '2001-08-15', 'F'],
  ['吳建峯', 'K15566778', '1939-04-23', 'M'],
  ['蔡阿珠', 'M20918273', '1932-06-30', 'F'],
  ['劉冠廷', 'N13141592', '2012-02-29', 'M'],
  ['許怡君', 'P22718281', '1988-10-10', 'F'],
  ['鄭文雄', 'Q11618033', '1955-09-09', 'M'],
  ['阮氏香', 'FC1414213', '1979-03-03', 'F'],
  ['周杰', 'T17320508', '1971-12-12', 'M'],
  ['洪瑞珍', 'U22360679', '1963-07-07', 'F'],
] as const;

const PLACES = [
  ['家庭醫學科', '林怡安', '門診初診'],
  ['心臟血管內科', '許志明', '門診複診'],
  ['骨科', '郭俊宏', '轉診就醫'],
] as const;

export const standInPatients: readonly HisPatient[] = PEOPLE.map(([name, id, birthDate, sex], i) => {
  const [department, doctor, visitType] = PLACES[i % 3] ?? PLACES[0];
  const chartNo = String(1_203_341 + i * 7919).padStart(8, '0');
  return { id: withCheckDigit(id), name, birthDate, sex, chartNo, department, doctor, visitType };
});

/** The ID's own tenth character where it has one, else the check digit of the household registration. */
function withCheckDigit(id: string): string {
  if (id.length === 10) return id;
  const letters = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';
  const first = letters.indexOf(id.charAt(0)) + 10;
  const second = /\d/.test(id.charAt(1)) ? Number(id.charAt(1)) : letters.indexOf(id.charAt(1)) % 10;
  const digits = [Math.floor(first / 10), first % 10, second, ...id.slice(2).split('').map(Number)];
  const sum = digits.reduce((total, digit, i) => total + digit * ([1, 9, 8, 7, 6, 5, 4, 3, 2, 1][i] ?? 0), 0);
  return id + String((10 - (sum % 10)) % 10);
}
