import type { Failure, ReadAnswer } from './child-protocol.ts';
import { type CardHandle, type Pcsc, PcscError } from './pcsc.ts';

/**
 * SELECT the NHI application, then GET DATA of its basic data: 57 bytes and the status word. Both as public
 * products send them, byte for byte (facts.md 6). The application's name has 16 bytes, as the 10h before it
 * says; facts.md prints 18.
 */
const SELECT = Buffer.from('00a4040010d1580000010000000000000000001100', 'hex');
const READ = Buffer.from('00ca1100020000', 'hex');
const OK = '9000';

/**
 * Two commands in one short transaction, so that no other program's commands come between them; another
 * program's transaction is waited for. `tell` says so, and when it is our turn.
 */
export async function readBasicData(
  pcsc: Pcsc,
  context: number | bigint,
  reader: string,
  tell: (phase: 'waiting' | 'reading') => void,
): Promise<ReadAnswer> {
  const card = await pcsc.connect(context, reader);
  try {
    tell('waiting');
    await pcsc.begin(card);
    tell('reading');
    try {
      return await exchange(pcsc, card);
    } finally {
      await pcsc.end(card).catch(() => {});
    }
  } finally {
    await pcsc.disconnect(card).catch(() => {});
  }
}

async function exchange(pcsc: Pcsc, card: CardHandle): Promise<ReadAnswer> {
  const selected = await pcsc.transmit(card, SELECT);
  const answer = refusal(selected) ? selected : await pcsc.transmit(card, READ);
  return refusal(answer) ?? { data: answer.subarray(0, -2).toString('hex') };
}

/** A card that is there answers two bytes at least: pcscd was seen to give none, and no error, for a pulled one. */
function refusal(answer: Buffer): Failure | null {
  if (answer.length < 2) return { failed: 'removed', code: 'silent' };
  const statusWord = answer.subarray(-2).toString('hex');
  return statusWord === OK ? null : { failed: 'unreadable', code: statusWord };
}

/** PC/SC codes by what they mean to us; sources: pcsclite.h and winscard.h, and what pcscd was seen to answer. */
const MEANINGS: Record<string, Failure['failed']> = {
  '8010001d': 'noService', // SCARD_E_NO_SERVICE
  '8010001e': 'noService', // SCARD_E_SERVICE_STOPPED
  '80100012': 'noService', // SCARD_E_SYSTEM_CANCELLED: session over
  '80100013': 'noService', // SCARD_F_COMM_ERROR: pcscd died while we talked to it
  '80100003': 'noService', // SCARD_E_INVALID_HANDLE: the service was restarted
  '80100069': 'removed', // SCARD_W_REMOVED_CARD
  '80100016': 'removed', // SCARD_E_NOT_TRANSACTED: pulled within a command
  '8010000c': 'removed', // SCARD_E_NO_SMARTCARD
  '80100009': 'removed', // SCARD_E_UNKNOWN_READER
  '80100017': 'removed', // SCARD_E_READER_UNAVAILABLE
  '8010002e': 'removed', // SCARD_E_NO_READERS_AVAILABLE
  '8010000b': 'busy', // SCARD_E_SHARING_VIOLATION
  '80100068': 'busy', // SCARD_W_RESET_CARD: another program began afresh while we read
};

/** Any thrown thing as a failure. What is not PC/SC's own (a missing library) is: no service. */
export function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof PcscError)) return { failed: 'noService', code: 'library' };
  const code = thrown.code.toString(16).padStart(8, '0');
  return { failed: MEANINGS[code] ?? 'unreadable', code };
}

/**
 * Windows runs its smart card service only while a reader is connected (`sc qtriggerinfo SCardSvr`; the same
 * was met in pokusew/node-pcsclite 5 and LudovicRousseau/pyscard 87): there, no service means no reader.
 */
export function meansNoReader({ code }: Failure, platform = process.platform): boolean {
  return platform === 'win32' && (code === '8010001d' || code === '8010001e');
}
