import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { command } from '../cli/contract.ts';
import { loadContracts } from './contracts.ts';
import { changesOf } from './diff.ts';
import { affectsWire } from './leaves.ts';
import { refusalOf } from './testing.ts';

const page = readFileSync(new URL('../../docs/contract.md', import.meta.url), 'utf8');
const [refused = '', ...taken] = Array.from(page.matchAll(/```json\n(.*?)```/gs), ([, text = '']) => text);
const shipped = loadContracts([]);

describe('docs/contract.md', () => {
  test('its first example is refused as it says', () => {
    const { line, path, remedy } = refusalOf(() => loadContracts([{ file: 'eta.json', text: refused }]));
    expect(page).toContain(`app:contractInvalid (eta.json:${line}: ${path})\n應為 / should be: ${remedy}`);
  });

  test('the others are taken, and change something', () => {
    expect(taken).toHaveLength(3);
    for (const text of taken) {
      const changes = changesOf(shipped, loadContracts([{ file: 'x.json', text }]));
      expect(
        changes.some(({ wire }) => wire),
        text,
      ).toBe(true);
    }
  });

  test('it names every operation, every command and what does not withdraw a sign-off', () => {
    for (const { operation } of shipped.all()) expect(page).toContain(`\`${operation}\``);
    const named = Array.from(
      page.matchAll(/referral-host contract ([a-z][a-z-]+)/g),
      ([, name = '']) => name,
    );
    for (const name of named) expect(command.usage).toMatch(new RegExp(`\\b${name}\\b`));
    expect(new Set(named)).toEqual(new Set(['export', 'diff', 'sign-off', 'show']));
    for (const path of ['title', 'endpoint.testHost', 'endpoint.timeoutMs', 'transfer.notBeforeMinutes']) {
      expect(affectsWire({ path, value: '', from: 'guide' }), path).toBe(false);
      expect(page).toContain(path.split('.').at(-1));
    }
    expect(affectsWire({ path: 'unknownOutcome.absenceProvesAfterMinutes', value: 1, from: 'law' })).toBe(
      true,
    );
  });
});
