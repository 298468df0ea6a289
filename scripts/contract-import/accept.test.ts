import { describe, expect, it } from 'vitest';
import { acceptedByName, answers } from './accept.ts';
import { ImportError } from './import-error.ts';
import type { Sureness } from './match.ts';
import type { Proposal } from './proposals.ts';

const proposal = (key: string, property: string, sureness: Sureness = 'certain'): Proposal => ({
  path: `document.elements.${key}.${property}`,
  key,
  part: 'document',
  now: { value: 1, from: 'assumed' },
  value: 2,
  same: false,
  sureness,
  notes: [],
  page: 1,
  table: 1,
  row: 1,
});
const ALL = [
  proposal('patient.id', 'code'),
  proposal('patient.id', 'maxBytes', 'likely'),
  proposal('patient.idea', 'code', 'similar'),
];
const paths = (accepted: readonly Proposal[]) =>
  accepted.map(({ path }) => path.replace('document.elements.', ''));

describe('acceptance by name', () => {
  it('takes a key, one value of it, a path', () => {
    expect(paths(acceptedByName('patient.id', ALL))).toEqual(['patient.id.code', 'patient.id.maxBytes']);
    expect(paths(acceptedByName('patient.id.code', ALL))).toEqual(['patient.id.code']);
    expect(paths(acceptedByName('document.elements.patient.idea', ALL))).toEqual(['patient.idea.code']);
  });

  it('takes with all-certain only what is certain', () => {
    expect(paths(acceptedByName('all-certain', ALL))).toEqual(['patient.id.code']);
  });

  it('refuses a name that nothing was proposed for', () => {
    const refused = () => acceptedByName('patient.id,patient.nam', ALL);
    expect(refused).toThrow(ImportError);
    expect(refused).toThrow(/patient\.nam/);
  });
});

describe('acceptance by asking', () => {
  /** Answers in turn; the last one again and again. */
  const asked = async (...said: string[]) => {
    const questions: string[] = [];
    const accepted = await answers(ALL, async (question) => {
      questions.push(question);
      return said[Math.min(questions.length, said.length) - 1] ?? '';
    });
    return { accepted: paths(accepted), questions: questions.length };
  };

  it('asks for each value', async () => {
    expect(await asked('y', 'n', 'y')).toEqual({
      accepted: ['patient.id.code', 'patient.idea.code'],
      questions: 3,
    });
  });

  it('asks again for what it does not understand', async () => {
    expect(await asked('', 'perhaps', 'n')).toEqual({ accepted: [], questions: 5 });
  });

  it('never takes what is not certain with the rest', async () => {
    expect(await asked('a')).toEqual({ accepted: ['patient.id.code'], questions: 3 });
  });

  it('ends when it is told to, and keeps what was accepted', async () => {
    expect(await asked('y', 'q')).toEqual({ accepted: ['patient.id.code'], questions: 2 });
  });
});
