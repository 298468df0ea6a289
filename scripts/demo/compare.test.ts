import { expect, test } from 'vitest';
import type { SimPatient } from '../../test/simulator/patients/patient.ts';
import { makePatients } from '../../test/simulator/patients/patients.ts';
import { differences } from './compare.ts';

const patients = makePatients('2026-03-10');
const numbers = [1, 2, 3];
const spa = { name: 'spa', queue: numbers };
const right = ({ id, expected: { state, count } }: SimPatient) => ({ context: { id }, badge: state, count });
const walked = patients.filter(({ his, queueNo }) => his === 'spa' && numbers.includes(queueNo)).map(right);
const told = (seen: typeof walked, play: { name: string; queue: number[] | null } = spa) =>
  differences(play, seen, patients);

test('a walk that saw what it should differs in nothing', () => {
  expect(walked).toHaveLength(3);
  expect(told(walked)).toEqual([]);
});

test('another state, another count and a patient who was not met are named by their number', () => {
  const [first, second] = walked as [(typeof walked)[number], (typeof walked)[number]];
  const none = { ...first, badge: 'none', count: 0 };
  expect(told([none, { ...second, count: second.count + 1 }])).toEqual([
    `number 1: the badge says none/0, expected ${first.badge}/${first.count}`,
    `number 2: the badge says ${second.badge}/${second.count + 1}, expected ${second.badge}/${second.count}`,
    'number 3 was never seen',
  ]);
  expect(told([...walked, none])).toHaveLength(1);
});

test('somebody whom the walk did not go to, and a number that the simulator does not have', () => {
  const other = patients
    .filter(({ his }) => his === 'frameset')
    .slice(0, 1)
    .map(right);
  expect(told([...walked, ...other])).toEqual(['1 patients were seen who are not in this walk']);
  expect(told(walked, { name: 'spa', queue: [1, 2, 3, 999] })).toEqual([
    'number 999 is unknown to the simulator',
  ]);
});

test('a HIS that is not ours is compared with nothing', () => {
  expect(told([], { name: 'his', queue: null })).toEqual([]);
});
