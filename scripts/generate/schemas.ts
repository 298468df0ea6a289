import { toJsonSchema } from '@valibot/to-json-schema';
import { AdapterSchema } from '../../shared/adapter/adapter.ts';
import { OperationFileSchema } from '../../shared/contract/operation.ts';
import { ScriptSchema } from '../stage/script.ts';

type Schema = Parameters<typeof toJsonSchema>[0];

/** As a file is written, before defaults are filled in: for editors, and for hospitals that write their own. */
function written(title: string, schema: Schema): string {
  return `${JSON.stringify({ title, ...toJsonSchema(schema, { typeMode: 'input' }) }, null, 2)}\n`;
}

export const adapterSchema = () => written('Adapter v1: how one HIS page shows its patient', AdapterSchema);

export const operationSchema = () =>
  written('Contract file v1: one operation of the NHI', OperationFileSchema);

export const scriptSchema = () => written('Script v1: what a walk-through does on a HIS page', ScriptSchema);
