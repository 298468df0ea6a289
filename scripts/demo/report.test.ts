import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nationalId } from '../../shared/domain/national-id.ts';
import { taiwanDate } from '../../shared/domain/taiwan-date.ts';
import type { Seen } from '../stage/walk.ts';
import { report } from './report.ts';

const id = nationalId('A123456789') ?? expect.fail();

const SEEN: Seen = {
  seq: 1,
  frame: 6,
  context: {
    id,
    name: '王小明',
    birthDate: taiwanDate('1976-03-12'),
    sex: null,
    chartNo: null,
    department: null,
    doctor: null,
    visitType: null,
  },
  badge: 'none',
  count: 0,
  screenshot: '/x/his-01.png',
};
const walked = (over: object = {}) => [
  { name: 'his', walk: { seen: [SEEN], remarks: [], broken: false, restless: false, ...over }, faults: [] },
];
let said: string[];

beforeEach(() => {
  said = [];
  for (const way of ['log', 'error'] as const) {
    vi.spyOn(console, way).mockImplementation((line: unknown) => void said.push(String(line)));
  }
});
afterEach(() => void vi.restoreAllMocks());

it('is content with a walk that saw somebody, and names the frame', () => {
  expect(report(walked(), new Set(['A123456789']), '/x')).toBe(0);
  expect(said.join('\n')).toContain('frame 6 ');
});

it.each([
  ['a page that did not come to rest', { restless: true }, 'INCOMPLETE: not at rest in his'],
  ['a step that could not be done', { broken: true }, ''],
  ['nobody', { seen: [] }, 'No patient was seen'],
])('ends red for %s, though the rest was seen', (_, over, words) => {
  expect(report(walked(over), new Set(['A123456789']), '/x')).toBe(1);
  expect(said.join('\n')).toContain(words);
});
