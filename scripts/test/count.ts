/** What one project came to. `notes` say what a reader of the bare numbers would miss. */
export interface Count {
  passed: number;
  failed: number;
  notes: string[];
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; assertionResults: unknown[] }[];
}

/**
 * Counts vitest's JSON report. Everything that could pass for green without being so is a failure: no report,
 * no test, a test that was skipped, a file that did not load, a run that ended red although no test did.
 */
export function countReport(project: string, report: string | null, status: number | null): Count {
  if (report === null) return { passed: 0, failed: 1, notes: [`${project}: no report was written`] };
  const { numPassedTests: passed, numFailedTests, ...rest } = JSON.parse(report) as Report;
  const unloaded = rest.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.length,
  );
  const skipped = rest.numPendingTests + rest.numTodoTests;
  const notes = unloaded.map((file) => `${project}: ${file.name} did not load`);
  if (skipped > 0) notes.push(`${project}: ${skipped} skipped`);
  let failed = numFailedTests + unloaded.length + skipped;
  if (passed + failed === 0) {
    failed = 1;
    notes.push(`${project}: no test was run`);
  } else if (status !== 0 && failed === 0) {
    failed = 1;
    notes.push(`${project}: ended with ${status ?? 'a signal'} although no test failed`);
  }
  return { passed, failed, notes };
}

export function summary(counts: readonly Count[]): string {
  const sum = (key: 'passed' | 'failed') => counts.reduce((total, count) => total + count[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}
