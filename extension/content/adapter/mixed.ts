import { coveredUp } from './judge.ts';

const WHO = ['id', 'birthDate', 'name', 'chartNo'] as const;

type Who = Partial<Record<(typeof WHO)[number], string | null>>;

export interface Mix {
  /** What was kept of the patient before. */
  field: string;
  /** Two patients in a row may share it: when it stays so for long, it is the new patient's own. */
  shared: boolean;
}

/**
 * Could this be half of one patient and half of the one before? A mix when some of what identifies a patient is
 * new and some is not; what is empty or masked says nothing. Only a name alone or a birth date alone can be
 * shared, and only where the chart number or the birth date is new as well as the ID.
 */
export function mixed(before: Who, now: Who): Mix | null {
  const known = WHO.filter((one) => says(before[one], now[one]));
  const kept = known.filter((one) => before[one] === now[one]);
  const [field] = kept;
  if (!field || kept.length === known.length) return null;
  const others = field === 'name' ? known.length > 2 : field === 'birthDate' && known.includes('chartNo');
  return { field, shared: others && kept.length === 1 };
}

/** A masked text says who it is only where another masked one stood before. */
function says(before: string | null | undefined, now: string | null | undefined): boolean {
  return !!before && !!now && coveredUp(before) === (before !== now && coveredUp(now));
}
