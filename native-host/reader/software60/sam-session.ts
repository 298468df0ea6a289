import { CodedError } from '../../../shared/protocol/errors/codes.ts';
import { CodeAnswer } from './answers.ts';
import { type Console, IDC_MS } from './console.ts';

/** How long a failed authentication is believed before it is tried again unasked: the IDC is not hammered. */
const FAILURE_STANDS_MS = 60_000;

/** Opening the console and authenticating the SAM, for those who need it and once for all who need it now. */
export function samSession(console: Console, now: () => number) {
  const failures = new Map<string, { error: unknown; at: number }>();
  const running = new Map<string, Promise<void>>();

  const attempt = (path: string): Promise<void> => {
    const call = { method: 'POST', path, body: {}, deadlineMs: IDC_MS } as const;
    return console
      .call(call, CodeAnswer)
      .then(
        () => void failures.delete(path),
        (error: unknown) => {
          if (lasting(error)) failures.set(path, { error, at: now() });
          throw error;
        },
      )
      .finally(() => running.delete(path));
  };
  const once = (path: string): Promise<void> => {
    const failure = failures.get(path);
    if (failure && Math.abs(now() - failure.at) < FAILURE_STANDS_MS) return Promise.reject(failure.error);
    const shared = running.get(path) ?? attempt(path);
    running.set(path, shared);
    return shared;
  };

  return {
    open: () => once('/api/common/v1/Initial'),
    verify: () => once('/api/sam/v1/Verification'),
    forgetFailure: () => failures.clear(),
  };
}

/** What the reader or the IDC said stands for a while; a console that is busy or away costs nothing to ask again. */
function lasting(error: unknown): boolean {
  return error instanceof CodedError && /^(reader:|app:consoleTimeout)/.test(error.key);
}
