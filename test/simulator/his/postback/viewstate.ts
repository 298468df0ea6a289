import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the page remembers between two postbacks. */
export interface State {
  /** Number in the queue of the patient on the screen; 0 for none. */
  no: number;
  /** Page of the queue's grid, from 0. */
  page: number;
  masked: boolean;
  ended: boolean;
  /** How many old results the chart shows besides the visit's own. */
  rows: number;
}

export class ViewStateError extends Error {}

const mac = (key: Buffer, data: string) => createHmac('sha256', key).update(data).digest();

/** Base64 of the state and its MAC, as ASP.NET makes it with `enableViewStateMac`. */
export function pack(key: Buffer, state: State): string {
  const data = JSON.stringify(state);
  return Buffer.concat([mac(key, data), Buffer.from(data)]).toString('base64');
}

/** Throws a ViewStateError for anything that this key did not make. */
export function unpack(key: Buffer, text: string): State {
  const bytes = Buffer.from(text, 'base64');
  const data = bytes.subarray(32).toString();
  if (bytes.length < 33 || !timingSafeEqual(bytes.subarray(0, 32), mac(key, data))) {
    throw new ViewStateError('驗證 ViewState MAC 失敗。');
  }
  return JSON.parse(data) as State;
}
