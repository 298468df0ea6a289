import { type DoctorLine as Line, note } from '../../shared/protocol/doctor-texts.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { toErrorBody } from '../../shared/protocol/errors/texts.ts';
import type { AnswerOf } from '../../shared/protocol/messages.ts';
import type { Call } from '../wire/handlers.ts';
import { cardProbe } from './card.ts';
import { consoleProbe, consoleTrustProbe, samProbe, samSameProbe } from './console.ts';
import { nhiProbe } from './nhi.ts';
import { nhiAnswerProbe } from './nhi-answer.ts';
import { configurationProbe, contractProbe, hostProbe, storeProbe } from './own.ts';
import { pageProbe, siteProbe } from './page.ts';
import { type DoctorParts, type Probe, skipped } from './probe.ts';
import { registrationProbe } from './registration.ts';

/** In the order of LINKS: a probe finds the links that it needs already looked at. */
const PROBES: readonly Probe[] = [
  registrationProbe,
  hostProbe,
  configurationProbe,
  contractProbe,
  storeProbe,
  siteProbe,
  pageProbe,
  cardProbe,
  consoleProbe,
  consoleTrustProbe,
  samProbe,
  samSameProbe,
  nhiProbe,
  nhiAnswerProbe,
];

/** One line a link. A link whose foundation is broken is skipped, so that the first failure is the cause. */
export async function runDoctor(parts: DoctorParts, call: Call): Promise<AnswerOf<'doctor.run'>> {
  const links: Line[] = [];
  for (const probe of PROBES) {
    call.signal.throwIfAborted();
    call.progress('checking');
    const missing = probe.needs.find((need) => !isUp(links, need));
    const seen = missing ? lineOf(probe, skipped(note('after', missing))) : await look(probe, parts, call);
    const stale = seen.state === 'ok' && probe.past?.some((link) => !isUp(links, link));
    const line: Line = stale ? { ...seen, state: 'skipped' } : seen;
    parts.log.write({ event: 'link', link: probe.link, yes: line.state === 'ok' });
    links.push(line);
  }
  return { links };
}

async function look(probe: Probe, parts: DoctorParts, call: Call): Promise<Line> {
  try {
    return lineOf(probe, await probe.run(parts, call));
  } catch (thrown) {
    const error = toErrorBody(thrown);
    return { link: probe.link, state: 'fail', notes: [], error };
  }
}

function lineOf({ link }: Probe, { state, notes, error }: Awaited<ReturnType<Probe['run']>>): Line {
  return { link, state, notes, error: error ? toErrorBody(new CodedError(error)) : null };
}

function isUp(links: readonly Line[], link: string): boolean {
  return links.some((one) => one.link === link && (one.state === 'ok' || one.state === 'warn'));
}
