import type { PageProblem } from '../../shared/protocol/doctor-links.ts';
import type { Screen } from '../../shared/protocol/extension-messages.ts';
import type { Host } from './host.ts';

/** The same is told again after this long, so that the host knows how old it is. */
const AGAIN_MS = 5 * 60_000;

/** What each status of a page keeps from being looked up; the others say nothing about the page. */
const PROBLEMS: Partial<Record<Screen['status'], PageProblem | null>> = {
  patient: null,
  masked: 'idMasked',
  moved: 'adapterMoved',
  unclear: 'identityUnclear',
};

let last = { told: '', at: 0 };

/** Tells the host what `host doctor` cannot see by itself. Nothing waits for it; a lost note is no loss. */
export function notePage(host: Host, page: string | null, problem: PageProblem | null): void {
  const told = JSON.stringify([page, problem]);
  if (told === last.told && Date.now() - last.at < AGAIN_MS) return;
  last = { told, at: Date.now() };
  const signal = new AbortController().signal;
  const id = crypto.randomUUID();
  const body = { page, problem };
  host.call({ type: 'page.note', sender: 'worker', id, signal, body }).catch(() => {
    last = { told: '', at: 0 };
  });
}

export function noteScreen(host: Host, page: string, status: Screen['status']): void {
  const problem = PROBLEMS[status];
  if (problem !== undefined) notePage(host, page, problem);
}
