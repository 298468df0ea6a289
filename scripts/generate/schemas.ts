import { toJsonSchema } from '@valibot/to-json-schema';
import { AdapterSchema } from '../../shared/adapter/adapter.ts';
import { CHANNELS } from '../../shared/contract/channels.ts';
import { ScriptSchema } from '../stage/script.ts';

type Schema = Parameters<typeof toJsonSchema>[0];

/** As a file is written, before defaults are filled in: for editors, and for hospitals that write their own. */
function written(title: string, schema: Schema): string {
  return `${JSON.stringify({ title, ...toJsonSchema(schema, { typeMode: 'input' }) }, null, 2)}\n`;
}

export const adapterSchema = () => written('Adapter v1: how one HIS page shows its patient', AdapterSchema);

/** Which of the three shapes a file has shows in its operation's name: an editor then points at the true fault. */
export function operationSchema(): string {
  const definitions = Object.fromEntries(
    Object.entries(CHANNELS).map(([channel, { file }]) => [channel, shapeOnly(file)]),
  );
  const schema = {
    title: 'Contract file v1: one operation of the NHI',
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    required: ['operation'],
    ...named('^query-', '#/definitions/web', named('^et-sample$', '#/definitions/sample', BATCH)),
    definitions,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

const BATCH = { $ref: '#/definitions/batch' };

function named(pattern: string, $ref: string, otherwise: object): object {
  return {
    if: { properties: { operation: { pattern } } },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so, and nobody awaits it
    then: { $ref },
    else: otherwise,
  };
}

function shapeOnly(schema: Schema): object {
  const { $schema: _, ...shape } = toJsonSchema(schema, { typeMode: 'input' });
  return shape;
}

export const scriptSchema = () => written('Script v1: what a walk-through does on a HIS page', ScriptSchema);
