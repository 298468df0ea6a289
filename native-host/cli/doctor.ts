import { errorText } from '../../shared/protocol/errors/texts.ts';
import type { AnswerOf } from '../../shared/protocol/messages.ts';
import { localCall } from '../wire/local-call.ts';
import { type Command, report } from './command.ts';
import { withHost } from './with-host.ts';

export const command: Command = {
  usage: 'doctor',
  summary: '從瀏覽器到健保署逐項檢查 / Looks at every link from the browser to the NHI',
  options: {},
  words: { least: 0, most: 0 },
  run: async ({ load }) => {
    const answer = await withHost(load, (host) => localCall(host, 'doctor.run', {}));
    const broken = answer.links.some(({ state }) => state === 'fail');
    return report(answer, answer.links.flatMap(lines), !broken);
  },
};

function lines({ link, state, detail, error }: AnswerOf<'doctor.run'>['links'][number]): string[] {
  const head = `${state.padEnd(7)} ${link.padEnd(13)} ${detail}`.trimEnd();
  if (!error) return [head];
  const { zh } = errorText(error.key);
  return [head, `        ${error.key} ${zh.what}。${zh.next}。`];
}
