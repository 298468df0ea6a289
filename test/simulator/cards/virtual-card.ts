/**
 * A card as vpcd's driver sees one: an answer to reset, and an answer to each command. Its commands are those
 * of public programs that read NHI cards; nothing of the product is used.
 */
export interface NhiCardData {
  cardNo: string;
  /** Big5, padded to 20 bytes and cut there, as the card itself does; or the 20 bytes in hex. */
  name: string | { hex: string };
  id: string;
  /** ROC yyyMMdd. */
  birthDate: string;
  sex: string;
  /** ROC yyyMMdd. */
  issuedOn: string;
}

export type Step = 'select' | 'read';

export interface CardFault {
  /** Not an NHI card: a doctor's card, a bank card. */
  other?: boolean;
  /** Answers this status word, in hex, at the step named. */
  statusWord?: { at: Step; sw: string };
  /** Leaves out this many bytes of the basic data. */
  shortBy?: number;
  slowMs?: number;
  /** Leaves the reader when it is powered, or when this command arrives, unanswered. */
  pullAt?: Step | 'power';
  /** Never answers this command. */
  muteAt?: Step;
}

const SELECT = '00a4040010d1580000010000000000000000001100';
const READ = '00ca1100020000';
const MORE = { done: '9000', notFound: '6a82', notAllowed: '6986', unknown: '6d00' };

/** TS, T0 (TD1 follows), TD1 = T=1, check byte. */
export const ATR = Buffer.from('3b800181', 'hex');

export interface VirtualCard {
  /** Null: no answer. `pull`: the card is drawn out instead of answering. */
  answer(command: Buffer): { step: Step | 'other'; response: Buffer | null; pull: boolean };
  reset(): void;
  slowMs: number;
  pulledWhenPowered: boolean;
}

export function virtualCard(data: NhiCardData, fault: CardFault = {}): VirtualCard {
  let selected = false;
  return {
    slowMs: fault.slowMs ?? 0,
    pulledWhenPowered: fault.pullAt === 'power',
    reset: () => {
      selected = false;
    },
    answer(command) {
      const step = stepOf(command);
      const asked = step === 'other' ? undefined : step;
      const pull = asked !== undefined && fault.pullAt === asked;
      if (pull || (asked && fault.muteAt === asked)) return { step, response: null, pull };
      if (asked && fault.statusWord?.at === asked) return reply(step, fault.statusWord.sw);
      if (step === 'select') {
        selected = !fault.other;
        return reply(step, selected ? MORE.done : MORE.notFound);
      }
      if (step === 'other') return reply(step, MORE.unknown);
      if (!selected) return reply(step, MORE.notAllowed);
      const bytes = basicData(data);
      const whole = bytes.subarray(0, bytes.length - (fault.shortBy ?? 0));
      return reply(step, whole.toString('hex') + MORE.done);
    },
  };
}

function reply(step: Step | 'other', hex: string) {
  return { step, response: Buffer.from(hex, 'hex'), pull: false };
}

function stepOf(command: Buffer): Step | 'other' {
  const hex = command.toString('hex');
  if (hex === SELECT) return 'select';
  return hex === READ ? 'read' : 'other';
}

function basicData(data: NhiCardData): Buffer {
  const name = typeof data.name === 'string' ? big5(data.name) : Buffer.from(data.name.hex, 'hex');
  const padded = Buffer.concat([name, Buffer.alloc(20, ' ')]).subarray(0, 20);
  const after = data.id + data.birthDate + data.sex + data.issuedOn;
  return Buffer.concat([Buffer.from(data.cardNo, 'latin1'), padded, Buffer.from(after, 'latin1')]);
}

/** Encodes by asking the decoder about every two-byte code; throws on what Big5 does not have. */
function big5(text: string): Buffer {
  return Buffer.concat([...text].map((char) => encodeChar(char)));
}

function encodeChar(char: string): Buffer {
  if (char < '\x80') return Buffer.from(char, 'latin1');
  const decoder = new TextDecoder('big5');
  for (let lead = 0xa1; lead <= 0xf9; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const code = Buffer.from([lead, trail]);
      if (decoder.decode(code) === char) return code;
    }
  }
  throw new Error(`Big5 has no ${char}`);
}
