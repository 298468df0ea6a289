import { describe, expect, it } from 'vitest';
import { countReport, summary } from './count.ts';

const one = { name: 'a.test.ts', status: 'passed', assertionResults: [{}] };
function report(change: object): string {
  const counts = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  return JSON.stringify({ ...counts, testResults: [one], ...change });
}

describe('countReport', () => {
  it('takes the numbers of a green run', () => {
    expect(countReport('unit', report({}), 0)).toEqual({ passed: 3, failed: 0, notes: [] });
  });

  it.each([
    ['a failed test', report({ numFailedTests: 2 }), 1, 2],
    ['a skipped test', report({ numPendingTests: 1 }), 0, 1],
    ['a test still to be written', report({ numTodoTests: 1 }), 0, 1],
    ['no report', null, 0, 1],
    ['no test at all', report({ numPassedTests: 0, testResults: [] }), 0, 1],
    ['a red end without a failed test', report({}), 1, 1],
    ['a run that was killed', report({}), null, 1],
    [
      'a file that did not load',
      report({ testResults: [one, { name: 'b.test.ts', status: 'failed', assertionResults: [] }] }),
      1,
      1,
    ],
  ])('counts %s as failed', (_, text, status, failed) => {
    expect(countReport('unit', text, status).failed).toBe(failed);
  });

  it('names the file that did not load', () => {
    const broken = report({ testResults: [{ name: 'b.test.ts', status: 'failed', assertionResults: [] }] });
    expect(countReport('unit', broken, 1).notes).toEqual(['unit: b.test.ts did not load']);
  });
});

it('sums up in the one line that the CI reads', () => {
  const counts = [countReport('unit', report({}), 0), countReport('e2e', report({ numFailedTests: 1 }), 1)];
  expect(summary(counts)).toBe('6 passed, 1 failed');
});
