import koffi, { type TypeObject } from 'koffi';

/**
 * PC/SC as we need it, through koffi. Sources: pcsclite.h and winscard.h of pcsc-lite 1.9.9; winscard.h of
 * the Windows SDK; PCSC/wintypes.h of macOS. Where they differ: `DWORD` is `unsigned long` on Linux only,
 * macOS packs its structures, Windows keeps 36 bytes of ATR and has wide-character names.
 */
const WINDOWS = process.platform === 'win32';
const MACOS = process.platform === 'darwin';
const WORD = process.platform === 'linux' ? 'unsigned long' : 'uint32_t';
const HANDLE = WINDOWS ? 'uintptr_t' : MACOS ? 'int32_t' : 'long';
const TEXT = WINDOWS ? 'str16' : 'str';
const WIDE = WINDOWS ? 'W' : '';

const LIBRARY = WINDOWS
  ? 'winscard.dll'
  : MACOS
    ? '/System/Library/Frameworks/PCSC.framework/PCSC'
    : 'libpcsclite.so.1';

/**
 * Reports readers coming and going, and wants to be told what it said last: Windows counts readers in it.
 * Unknown to macOS, where the list is read anew at each time-out.
 */
const PNP = '\\\\?PnP?\\Notification';

const SCOPE_USER = 0;
const SHARE_SHARED = 2;
/** Never reset, unpower or eject: the card may be in the middle of the HIS's work. */
const LEAVE_CARD = 0;
const T0 = 1;
const T1 = 2;
const STATE_CHANGED = 0x2;

export const SCARD = {
  cancelled: 0x80100002,
  timeout: 0x8010000a,
  protoMismatch: 0x8010000f,
  noReaders: 0x8010002e,
} as const;

/** What a PC/SC call answered, as an unsigned 32-bit code. */
export class PcscError extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`PC/SC ${code.toString(16).toUpperCase()}`);
    this.code = code;
  }
}

type Handle = number | bigint;
type Spec = string | TypeObject | ReturnType<typeof koffi.out>;
export interface CardHandle {
  handle: Handle;
  protocol: number;
}
/** `state` is PC/SC's event state; its upper half counts insertions and removals. 0: unknown yet. */
export interface ReaderState {
  name: string;
  state: number;
}
export type Pcsc = ReturnType<typeof loadPcsc>;

/** Throws what the loader throws when the library is missing. `library` stands in for the system's own. */
export function loadPcsc(library: string = LIBRARY) {
  const lib = koffi.load(library);
  const fields = { cur: WORD, event: WORD, cbAtr: WORD, atr: koffi.array('uint8_t', WINDOWS ? 36 : 33) };
  const layout = MACOS ? koffi.pack : koffi.struct;
  const READER = layout({ name: TEXT, user: 'void *', ...fields });
  const PCI = layout({ protocol: WORD, length: WORD });

  /** Every call runs off the event loop: a library that hangs must not take the child's ears with it. */
  const declare = (name: string, ...types: Spec[]) => {
    const call = WINDOWS ? lib.func('__stdcall', name, 'int32_t', types) : lib.func(name, HANDLE, types);
    return (...args: unknown[]) =>
      new Promise<void>((done, fail) =>
        call.async(...args, (error: unknown, result: Handle) => {
          const code = Number(result) >>> 0;
          if (error) fail(error);
          else if (code !== 0) fail(new PcscError(code));
          else done();
        }),
      );
  };
  const outHandle = koffi.out(koffi.pointer(HANDLE));
  const inoutWord = koffi.inout(koffi.pointer(WORD));
  const establish = declare('SCardEstablishContext', WORD, 'void *', 'void *', outHandle);
  const release = declare('SCardReleaseContext', HANDLE);
  const list = declare(`SCardListReaders${WIDE}`, HANDLE, 'void *', 'void *', inoutWord);
  const statusChange = declare(
    `SCardGetStatusChange${WIDE}`,
    HANDLE,
    WORD,
    koffi.inout(koffi.pointer(READER)),
    WORD,
  );
  const cancel = declare('SCardCancel', HANDLE);
  const outWord = koffi.out(koffi.pointer(WORD));
  const connect = declare(`SCardConnect${WIDE}`, HANDLE, TEXT, WORD, WORD, outHandle, outWord);
  const begin = declare('SCardBeginTransaction', HANDLE);
  const end = declare('SCardEndTransaction', HANDLE, WORD);
  const disconnect = declare('SCardDisconnect', HANDLE, WORD);
  const transmit = declare(
    'SCardTransmit',
    HANDLE,
    koffi.pointer(PCI),
    'void *',
    WORD,
    'void *',
    'void *',
    inoutWord,
  );

  let pnp = 0;
  return {
    async establish(): Promise<Handle> {
      const context: Handle[] = [0];
      await establish(SCOPE_USER, null, null, context);
      return context[0] ?? 0;
    },
    release: (context: Handle) => release(context),
    cancel: (context: Handle) => cancel(context),

    /** Empty when no reader is connected. */
    async readers(context: Handle): Promise<string[]> {
      const buffer = Buffer.alloc(16_384);
      const length = [buffer.length / (WINDOWS ? 2 : 1)];
      try {
        await list(context, null, buffer, length);
      } catch (error) {
        if (error instanceof PcscError && error.code === SCARD.noReaders) return [];
        throw error;
      }
      const text = buffer.toString(WINDOWS ? 'utf16le' : 'utf8');
      return text.slice(0, text.indexOf('\0\0')).split('\0').filter(Boolean);
    },

    /** Resolves at once for a reader of state 0, else when a state changes or readers come or go, or at the time-out. */
    async changes(context: Handle, known: readonly ReaderState[], timeoutMs: number): Promise<ReaderState[]> {
      const watched = MACOS ? known : [...known, { name: PNP, state: pnp }];
      const states = watched.map(({ name, state }) => ({
        name,
        user: null,
        cur: state,
        event: 0,
        cbAtr: 0,
        atr: new Uint8Array(WINDOWS ? 36 : 33),
      }));
      try {
        await statusChange(context, timeoutMs, states, states.length);
      } catch (error) {
        const quiet =
          error instanceof PcscError && [SCARD.timeout, SCARD.cancelled].some((c) => c === error.code);
        if (quiet) return [...known];
        throw error;
      }
      pnp = (Number(states[known.length]?.event ?? 0) & ~STATE_CHANGED) >>> 0;
      return known.map(({ name }, i) => ({ name, state: (Number(states[i]?.event) & ~STATE_CHANGED) >>> 0 }));
    },

    /** Shared: the HIS may be on the same card. T=1 is what NHI cards speak (facts.md 6). */
    async connect(context: Handle, reader: string): Promise<CardHandle> {
      const handle: Handle[] = [0];
      const protocol = [0];
      try {
        await connect(context, reader, SHARE_SHARED, T1, handle, protocol);
      } catch (error) {
        if (!(error instanceof PcscError && error.code === SCARD.protoMismatch)) throw error;
        await connect(context, reader, SHARE_SHARED, T0 | T1, handle, protocol);
      }
      return { handle: handle[0] ?? 0, protocol: protocol[0] ?? T1 };
    },
    begin: (card: CardHandle) => begin(card.handle),
    end: (card: CardHandle) => end(card.handle, LEAVE_CARD),
    disconnect: (card: CardHandle) => disconnect(card.handle, LEAVE_CARD),

    async transmit(card: CardHandle, apdu: Uint8Array): Promise<Buffer> {
      const answer = Buffer.alloc(258);
      const length = [answer.length];
      const pci = { protocol: card.protocol, length: koffi.sizeof(PCI) };
      await transmit(card.handle, pci, Buffer.from(apdu), apdu.length, null, answer, length);
      return answer.subarray(0, length[0]);
    },
  };
}
