import type { SimPatient } from '../../test/simulator/patients/patient.ts';
import { asExpected } from '../../test/torture/judge.ts';
import type { Seen } from '../stage/walk.ts';
import type { Play } from './plays.ts';

type Drawn = Pick<Seen, 'badge' | 'count'> & { context: { id: string } };

/**
 * Where a walk through a demo HIS saw anything but what the simulator states of each patient, in words; patients
 * by their number in that queue. Empty for a HIS that is not ours.
 */
export function differences(
  { name, queue }: Pick<Play, 'name' | 'queue'>,
  seen: readonly Drawn[],
  patients: readonly SimPatient[],
): string[] {
  if (!queue) return [];
  const here = patients.filter(({ his, queueNo }) => his === name && queue.includes(queueNo));
  const strangers = seen.filter(({ context: { id } }) => !here.some((one) => one.id === id));
  const unknown = queue.filter((no) => !here.some(({ queueNo }) => queueNo === no));
  return [
    ...unknown.map((no) => `number ${no} is unknown to the simulator`),
    ...here.flatMap((patient) => fault(patient, seen) ?? []),
    ...(strangers.length > 0 ? [`${strangers.length} patients were seen who are not in this walk`] : []),
  ];
}

function fault(patient: SimPatient, seen: readonly Drawn[]): string | null {
  const { id, queueNo, expected } = patient;
  const own = seen.filter(({ context }) => context.id === id);
  if (own.length === 0) return `number ${queueNo} was never seen`;
  const wrong = own.find(({ badge, count }) => !asExpected({ state: badge, count }, patient));
  if (!wrong) return null;
  return `number ${queueNo}: the badge says ${wrong.badge}/${wrong.count}, expected ${expected.state}/${expected.count}`;
}
