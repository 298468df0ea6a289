import { createInterface } from 'node:readline';
import koffi from 'koffi';

/**
 * Another program on the same card, such as the HIS: Linux only, its own few declarations of PC/SC. Connects
 * to the reader named, then does what each line on stdin says and answers with PC/SC's code in hex.
 * usage: other-program.ts <shared|exclusive> <reader>; lines: begin, end, read, close
 */
const lib = koffi.load('libpcsclite.so.1');
const establish = lib.func('long SCardEstablishContext(ulong, void *, void *, _Out_ long *)');
const connect = lib.func('long SCardConnect(long, str, ulong, ulong, _Out_ long *, _Out_ ulong *)');
const begin = lib.func('long SCardBeginTransaction(long)');
const end = lib.func('long SCardEndTransaction(long, ulong)');
const disconnect = lib.func('long SCardDisconnect(long, ulong)');
const transmit = lib.func('long SCardTransmit(long, void *, void *, ulong, void *, void *, _Inout_ ulong *)');

const EXCLUSIVE = 1;
const SHARED = 2;
const T1 = 2;
const READ = Buffer.from('00ca1100020000', 'hex');

const [mode, reader] = process.argv.slice(2);
const context = [0];
const card = [0];
establish(2, null, null, context);
say(connect(context[0], reader, mode === 'exclusive' ? EXCLUSIVE : SHARED, T1, card, [0]));

const orders: Record<string, () => number> = {
  begin: () => begin(card[0]),
  end: () => end(card[0], 0),
  read,
  close: () => disconnect(card[0], 0),
};

createInterface({ input: process.stdin })
  .on('line', (line) => say(orders[line]?.() ?? -1))
  .on('close', () => process.exit(0));

function read(): number {
  const pci = Buffer.alloc(16);
  pci.writeBigUInt64LE(BigInt(T1), 0);
  pci.writeBigUInt64LE(16n, 8);
  return transmit(card[0], pci, READ, READ.length, null, Buffer.alloc(258), [258]);
}

function say(code: number): void {
  process.stdout.write(`${(code >>> 0).toString(16)}\n`);
}
