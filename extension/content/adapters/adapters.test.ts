import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AdapterSchema } from '../../../shared/adapter/adapter.ts';

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.json'));
const read = (file: string): unknown => JSON.parse(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'));

describe('shipped adapters', () => {
  it('are there', () => {
    expect(files.sort()).toEqual(['demo-frameset.json', 'demo-postback.json', 'demo-spa.json']);
  });

  it.each(files)('%s keeps the schema and is named by its id', (file) => {
    const adapter = v.parse(AdapterSchema, read(file));
    expect(basename(file, '.json')).toBe(adapter.id);
    // Without this sign no lookup is automatic.
    expect(adapter.activeVisit).toBeDefined();
  });
});
