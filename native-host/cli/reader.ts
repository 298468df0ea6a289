import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { loadConfig } from '../config/load.ts';
import { NO_LOG } from '../log/log.ts';
import { createParts } from '../parts.ts';
import { ownerOfPort } from '../trust/owner.ts';
import { readPeerCertificate } from '../trust/peer.ts';
import { savePin } from '../trust/save-pin.ts';
import { type Command, type Given, type Report, report } from './command.ts';

export const command: Command = {
  usage: 'reader status | reader trust --fingerprint SHA256 [--user --yes]',
  summary: '讀卡機控制軟體的狀態、信任其憑證 / State of the reader software; trust its certificate',
  options: { fingerprint: { type: 'string' }, user: { type: 'boolean' }, yes: { type: 'boolean' } },
  words: { least: 1, most: 1 },
  run: async (given) => {
    if (given.words[0] === 'status') return status(given);
    if (given.words[0] === 'trust') return trust(given);
    throw new CodedError('wire:unknownMessage', 'reader');
  },
};

async function status({ load }: Given): Promise<Report> {
  const parts = createParts(load, NO_LOG);
  const found = await parts.reader().status();
  const { initialized, sam, patientCard, doctorCard } = found;
  return report(found, [
    `initialized ${initialized}, SAM ${sam}, 健保卡 patient card ${patientCard}, 醫事人員卡 doctor card ${doctorCard}`,
  ]);
}

/**
 * Keeps the certificate that the console shows, if it is the one that the caller already knows the fingerprint
 * of. Without `--user` it goes to the machine directory, which an administrator writes; with it, to the user's,
 * which counts only where configuration allows it, and only after the owning process was shown.
 */
async function trust({ values, load }: Given): Promise<Report> {
  const expected = values.fingerprint;
  if (typeof expected !== 'string') throw new CodedError('wire:badRequest', 'fingerprint');
  const { endpoints, directories, userMayTrustConsole } = loadConfig(load);
  const forUser = values.user === true;
  if (forUser && !userMayTrustConsole) throw new CodedError('app:consoleNotTrusted', 'userMayTrustConsole');
  const owner = await ownerOfPort(Number(new URL(endpoints.console).port || 443));
  const { fingerprint256, subject, validTo, pem } = await readPeerCertificate(endpoints.console, expected);
  const shown = { fingerprint256, subject, validTo, owner };
  const lines = [
    `${endpoints.console}`,
    `  ${fingerprint256}`,
    `  ${subject}`,
    `  ${validTo}`,
    `  ← ${owner ?? '?'}`,
  ];
  if (forUser && values.yes !== true)
    return report({ ...shown, saved: null }, [...lines, '確認無誤請加 --yes / add --yes'], false);
  const saved = savePin(forUser ? directories.user : directories.machine, fingerprint256, pem);
  return report({ ...shown, saved }, [...lines, `✔ ${saved}`]);
}
