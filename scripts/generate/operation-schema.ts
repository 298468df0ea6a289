import { toJsonSchema } from '@valibot/to-json-schema';
import { OperationFileSchema } from '../../shared/contract/operation.ts';
import { json } from './json.ts';

/** The JSON Schema of a contract file, for editors and for hospitals that write corrections. */
export function operationSchema(): string {
  return json({
    title: 'Contract file v1: one operation of the NHI',
    ...toJsonSchema(OperationFileSchema),
  });
}
