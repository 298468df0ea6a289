import type * as v from 'valibot';
import { extensionMessages } from './extension-messages.ts';
import { hostMessages } from './host-messages.ts';

/** The registry: a message exists because it stands here. docs/PROTOCOL.md is generated from it. */
export const messages = { ...hostMessages, ...extensionMessages };

export type MessageType = keyof typeof messages;
export type HostMessageType = keyof typeof hostMessages;
export type RequestOf<T extends MessageType> = v.InferOutput<(typeof messages)[T]['request']>;
export type AnswerOf<T extends MessageType> = v.InferOutput<(typeof messages)[T]['answer']>;

export function isHostMessage(type: string): type is HostMessageType {
  return Object.hasOwn(hostMessages, type);
}

export function isMessage(type: string): type is MessageType {
  return Object.hasOwn(messages, type);
}
