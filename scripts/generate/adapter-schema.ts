import { toJsonSchema } from '@valibot/to-json-schema';
import { AdapterSchema } from '../../shared/adapter/adapter.ts';
import { json } from './json.ts';

/** For editors and for hospitals that write adapters: what the extension accepts, as JSON Schema. */
export function adapterSchema(): string {
  return json({ title: 'Adapter v1', ...toJsonSchema(AdapterSchema, { typeMode: 'input' }) });
}
