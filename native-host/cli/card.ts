import { localCall } from '../wire/local-call.ts';
import { answerReport } from './answer-lines.ts';
import type { Command } from './command.ts';
import { withHost } from './with-host.ts';

export const command: Command = {
  usage: 'card [--doctor NAME]',
  summary: '讀取讀卡機中的健保卡並查詢 / Reads the NHI card in the plain reader and looks it up',
  options: { doctor: { type: 'string' } },
  words: { least: 0, most: 0 },
  run: async ({ values, load }) => {
    const doctor = typeof values.doctor === 'string' ? values.doctor : null;
    const body = { offer: null, doctor };
    return answerReport(await withHost(load, (host) => localCall(host, 'lookup.card', body)));
  },
};
