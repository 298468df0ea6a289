import browser from 'webextension-polyfill';
import type { Sender } from '../../shared/protocol/define.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';

/** Who sent a message, read off what the browser says of it, never off what the message says. */
export function senderKind(sender: browser.Runtime.MessageSender): Exclude<Sender, 'worker' | 'cli'> {
  if (sender.id !== browser.runtime.id) throw new CodedError('wire:senderRefused');
  const own = browser.runtime.getURL('');
  if (!sender.url?.startsWith(own)) return 'content';
  const page = sender.url.slice(own.length);
  if (page.startsWith('extension/sidebar/')) return 'panel';
  if (page.startsWith('extension/options/')) return 'options';
  throw new CodedError('wire:senderRefused');
}

export interface Place {
  tab: number;
  frame: number;
  /** Origin of the document, from the browser. */
  page: string;
}

/** Where a content script sits. Throws for anything that is not in a tab. */
export function placeOf(sender: browser.Runtime.MessageSender): Place {
  const { tab, frameId, url } = sender;
  if (tab?.id === undefined || frameId === undefined || !url) throw new CodedError('wire:senderRefused');
  return { tab: tab.id, frame: frameId, page: new URL(url).origin };
}
