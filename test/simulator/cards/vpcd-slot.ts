import { connect, type Socket } from 'node:net';
import { ATR, type VirtualCard } from './virtual-card.ts';

/** Control bytes of vpcd's protocol (vpcd.h of vsmartcard): frames are a big-endian u16 length and a body. */
const POWER_OFF = 0;
const POWER_ON = 1;
const RESET = 2;
const GET_ATR = 4;

export type SlotEvent =
  | { event: 'inserted' | 'pulled' | 'powered' | 'reset' }
  | { event: 'step'; step: string };

/** Puts a card into the slot that listens on `port`; returns the hand that pulls it. */
export function insertCard(port: number, card: VirtualCard, tell: (event: SlotEvent) => void): () => void {
  const socket = connect(port, '127.0.0.1');
  let buffered = Buffer.alloc(0);
  socket.setNoDelay(true);
  socket
    .on('connect', () => tell({ event: 'inserted' }))
    .on('error', () => {})
    .on('close', () => tell({ event: 'pulled' }))
    .on('data', (data) => {
      buffered = Buffer.concat([buffered, data]);
      while (buffered.length >= 2 && buffered.length >= 2 + buffered.readUInt16BE(0)) {
        const end = 2 + buffered.readUInt16BE(0);
        const body = buffered.subarray(2, end);
        buffered = buffered.subarray(end);
        if (body.length === 1) control(socket, body[0] ?? 0, card, tell);
        else command(socket, body, card, tell);
      }
    });
  return () => socket.destroy();
}

function control(socket: Socket, code: number, card: VirtualCard, tell: (event: SlotEvent) => void): void {
  if (code === GET_ATR) send(socket, ATR);
  if (code === POWER_OFF || code === POWER_ON || code === RESET) card.reset();
  if (code === POWER_ON) tell({ event: 'powered' });
  if (code === POWER_ON && card.pulledWhenPowered) socket.destroy();
  if (code === RESET) tell({ event: 'reset' });
}

function command(socket: Socket, body: Buffer, card: VirtualCard, tell: (event: SlotEvent) => void): void {
  const { step, response, pull } = card.answer(body);
  tell({ event: 'step', step });
  if (pull) socket.destroy();
  else if (response) setTimeout(() => send(socket, response), card.slowMs);
}

function send(socket: Socket, body: Buffer): void {
  if (socket.destroyed) return;
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length);
  socket.write(Buffer.concat([length, body]));
}
