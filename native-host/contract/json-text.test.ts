import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plain, readJsonText } from './json-text.ts';

const shallow = fc.jsonValue({ maxDepth: 5 });

test('reads what JSON.parse reads, as JSON.parse reads it', () => {
  fc.assert(
    fc.property(shallow, fc.constantFrom(0, 1, '\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(plain(readJsonText(text))).toEqual(JSON.parse(text));
    }),
  );
});

test('refuses what JSON.parse refuses', () => {
  const texts = fc.tuple(
    shallow,
    fc.nat(),
    fc.constantFrom('', ',', '"', '0', '{', ']', ':', '\\', 'x', '\n', '-'),
  );
  fc.assert(
    fc.property(texts, ([value, at, put]) => {
      const text = JSON.stringify(value);
      const broken = text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1);
      const parsed = attempt(() => JSON.parse(broken));
      const read = attempt(() => plain(readJsonText(broken)));
      // A key said twice is the one thing that we refuse and JSON.parse does not.
      if (parsed !== undefined && read === undefined) expect(() => readJsonText(broken)).toThrow('once only');
      else expect(read).toEqual(parsed);
    }),
    { numRuns: 500 },
  );
});

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
