import type * as v from 'valibot';
import { type BatchOperation, BatchSchema } from './batch.ts';
import { batchFault } from './batch-consistency.ts';
import { inconsistency, type Operation, OperationSchema } from './operation.ts';
import { partialOf } from './partial.ts';
import { SampleSchema, type SampleSet } from './sample.ts';
import type { Fault } from './values.ts';

/** An operation by its channel, whole: nothing is missing any more. */
export interface DataOf {
  web: Operation;
  batch: BatchOperation;
  sample: SampleSet;
}
export type Channel = keyof DataOf;

interface ChannelRules<D> {
  schema: v.GenericSchema<unknown, D>;
  /** A file of ours, or a correction in `contract.d`: whatever it leaves out is somebody else's. */
  file: v.GenericSchema;
  /** What no schema of single values can see. */
  fault(data: D): Fault | null;
}

export const CHANNELS: { readonly [C in Channel]: ChannelRules<DataOf[C]> } = {
  web: { schema: OperationSchema, file: partialOf(OperationSchema), fault: inconsistency },
  batch: { schema: BatchSchema, file: partialOf(BatchSchema), fault: batchFault },
  sample: { schema: SampleSchema, file: partialOf(SampleSchema), fault: () => null },
};

export function isChannel(name: unknown): name is Channel {
  return typeof name === 'string' && Object.hasOwn(CHANNELS, name);
}
