import { Ajv } from 'ajv';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import frameset from '../../extension/content/adapters/demo-frameset.json' with { type: 'json' };
import { protocolDoc } from './protocol-doc.ts';
import { adapterSchema } from './schemas.ts';
import { shapeOf } from './shape.ts';

describe('the adapter schema for editors', () => {
  const valid = new Ajv({ strict: false }).compile(JSON.parse(adapterSchema()));

  it('takes what the extension takes', () => {
    expect(valid(frameset)).toBe(true);
  });

  it.each([
    { readdy: {} },
    { adapter: 2 },
    { fields: {} },
    { match: { origins: [] } },
    { match: { origins: ['https://x/y'] } },
  ])('refuses %j, as the extension does', (change) => expect(valid({ ...frameset, ...change })).toBe(false));
});

describe('shapeOf', () => {
  it('writes what a reader of TypeScript expects', () => {
    const named = v.strictObject({ a: v.string() });
    const schema = v.strictObject({
      one: v.optional(v.pipe(v.string(), v.maxLength(3))),
      many: v.array(v.nullable(v.picklist(['a', 'b']))),
      other: named,
    });
    expect(shapeOf(schema, new Map([[named, 'Named']]))).toBe(
      "{\n  one?: string /* at most 3 */;\n  many: ('a' | 'b' | null)[];\n  other: Named;\n}",
    );
  });
});

it('the protocol page says of each message who, since when, and whether it may be sent twice', () => {
  const part = protocolDoc().split('### `reader.verifySam`')[1]?.split('###')[0] ?? '';
  expect(part).toContain('From panel, options, cli to host. Since 2. Deadline 40 s. Never sent twice.');
  expect(part).toContain('`app:readerBusy`');
});
