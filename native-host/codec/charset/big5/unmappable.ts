import type { Unmappable } from '../faults.ts';
import { unmappableIn } from '../unmappable.ts';
import { variantsOf } from '../variants.ts';
import { big5CodeOf } from './table.ts';

/** What Big5 lacks of a text, with what somebody may choose instead. */
export const big5Unmappable = (text: string): Unmappable[] => unmappableIn(text, lacks, variantsOf);

const lacks = (char: string) => char > '\x7f' && big5CodeOf(char) === 0;
