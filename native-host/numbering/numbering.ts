import { randomInt } from 'node:crypto';
import { ALPHABET, PC_CHARACTERS, readNumber, writeNumber } from '../../shared/domain/referral-number.ts';
import { taiwanToday } from '../../shared/domain/taiwan-date.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import type { NumberStore } from '../store/store.ts';

export interface Numbering {
  /**
   * The next 院所自編序號, at most `room` characters: the contract says how many. On disk as given out before it
   * resolves. Throws `app:numberNoRoom`, `app:storeUnavailable`.
   */
  next(room: number): Promise<string>;
  /**
   * Told of every number that the NHI's lists show as ours. One that bears this PC's part and was never given
   * out here shows that another PC draws from the same part, or that this store was set back to an older copy:
   * the part is retired and the next number has a fresh one. Resolves to whether that happened.
   */
  seen(numbers: readonly string[]): Promise<boolean>;
}

export interface NumberingParts {
  store: NumberStore;
  /** What tells this PC from one that was made from the same disk image. */
  machine: string;
  /** ms since the epoch; may jump either way. */
  now: () => number;
}

/**
 * Numbers that no two PCs of an institution share, without a server: every PC draws its part once, 30 random
 * bits. That two of 500 PCs draw the same is one chance in 8,600, and it takes the same day and serial too for
 * two numbers to be the same; `seen` notices it from the lists that are downloaded daily.
 */
export function createNumbering({ store, machine, now }: NumberingParts): Numbering {
  return {
    async next(room) {
      const day = taiwanToday(now());
      const number = writeNumber({ day, ...(await store.takeSerial(machine, day, drawPc)) }, room);
      if (number === null) throw new CodedError('app:numberNoRoom', String(room));
      return number;
    },
    async seen(numbers) {
      let retired = false;
      for (const parts of numbers.map(readNumber)) {
        if (parts === null) continue;
        const last = await store.lastSerial(parts.pc, parts.day);
        if (last === null || parts.serial <= last) continue;
        await store.retirePc(parts.pc);
        retired = true;
      }
      return retired;
    },
  };
}

function drawPc(): string {
  return Array.from({ length: PC_CHARACTERS }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
