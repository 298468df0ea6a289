import { createInterface } from 'node:readline/promises';
import { ImportError } from './import-error.ts';
import type { Proposal } from './proposals.ts';
import { changeLine } from './report.ts';

/**
 * The proposals that these words name: `all-certain`, a path, a path's beginning, a key (`patient.id`) or one value
 * of a key (`patient.id.maxBytes`). Throws ImportError `unknownKey` for a word that names none.
 */
export function acceptedByName(words: string, proposals: readonly Proposal[]): Proposal[] {
  const names = words.split(',').map((word) => word.trim());
  const unknown = names.filter((name) => !proposals.some((one) => isNamed(one, name)));
  if (unknown.length > 0 && words !== ALL) throw new ImportError('unknownKey', unknown.join(', '));
  return proposals.filter((one) => names.some((name) => isNamed(one, name)));
}
const ALL = 'all-certain';

function isNamed({ path, key, sureness }: Proposal, name: string): boolean {
  if (name === ALL) return sureness === 'certain';
  const property = path.slice(path.lastIndexOf('.') + 1);
  return [path, key, `${key}.${property}`].includes(name) || path.startsWith(`${name}.`);
}

/** Asks for each value. `a` accepts the rest that is certain and asks on for what is not; `q` accepts no more. */
export async function acceptedByAsking(proposals: readonly Proposal[]): Promise<Proposal[]> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw new ImportError('noTerminal');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl+D leaves a question without an answer: nothing more is accepted.
  const closed = new Promise<string>((answer) => terminal.once('close', () => answer('q')));
  try {
    return await answers(proposals, (question) => Promise.race([terminal.question(question), closed]));
  } finally {
    terminal.close();
  }
}

/** The same, whoever answers. */
export async function answers(
  proposals: readonly Proposal[],
  ask: (question: string) => Promise<string>,
): Promise<Proposal[]> {
  const accepted: Proposal[] = [];
  let certain = false;
  for (const one of proposals) {
    if (certain && one.sureness === 'certain') {
      accepted.push(one);
      continue;
    }
    const answer = await understood(`${changeLine(one)}\n  y/n/a/q? `, ask);
    if (answer === 'q') break;
    certain ||= answer === 'a';
    // What is not certain is accepted by a yes of its own, never by "the rest".
    if (answer === 'y' || (answer === 'a' && one.sureness === 'certain')) accepted.push(one);
  }
  return accepted;
}

async function understood(question: string, ask: (question: string) => Promise<string>): Promise<string> {
  for (;;) {
    const answer = (await ask(question)).trim().toLowerCase()[0] ?? '';
    if ('ynaq'.includes(answer) && answer) return answer;
  }
}
