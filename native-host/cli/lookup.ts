import { nationalId } from '../../shared/domain/national-id.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { localCall } from '../wire/local-call.ts';
import { answerReport } from './answer-lines.ts';
import type { Command } from './command.ts';
import { withHost } from './with-host.ts';

export const command: Command = {
  usage: 'lookup <ID> [--refresh] [--doctor NAME]',
  summary: '以身分證號查詢電子轉診單 / Looks one ID up',
  options: { refresh: { type: 'boolean' }, doctor: { type: 'string' } },
  words: { least: 1, most: 1 },
  run: async ({ values, words, load }) => {
    const id = nationalId(words[0] ?? '');
    if (!id) throw new CodedError('wire:badRequest', 'id');
    const doctor = typeof values.doctor === 'string' ? values.doctor : null;
    const body = { id, refresh: values.refresh === true, doctor };
    return answerReport(await withHost(load, (host) => localCall(host, 'lookup.typed', body)));
  },
};
