import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { type EventBody, type EventName, events } from '../../shared/protocol/events.ts';
import { type Screen, ScreenSchema } from '../../shared/protocol/extension-messages.ts';

/** What one document shows, and which one it is as the browser states it. */
export interface Report {
  tab: number;
  frame: number;
  /** Origin of the document. */
  page: string;
  screen: Screen;
}

const EventMessage = v.object({ event: v.string(), body: v.unknown() });
const ReportMessage = v.object({ type: v.literal('screen.report'), body: ScreenSchema });

/** Hears one event of the worker. Returns what stops it. */
export function onEvent<E extends EventName>(name: E, heard: (body: EventBody<E>) => void): () => void {
  const listener = (message: unknown, sender: browser.Runtime.MessageSender): undefined => {
    // Content scripts live in a tab and in a process that a page may own: events are the worker's alone.
    if (sender.tab) return;
    const told = v.safeParse(EventMessage, message);
    if (!told.success || told.output.event !== name) return;
    const body = v.safeParse(events[name].body, told.output.body);
    if (body.success) heard(body.output as EventBody<E>);
  };
  browser.runtime.onMessage.addListener(listener);
  return () => browser.runtime.onMessage.removeListener(listener);
}

type Sender = browser.Runtime.MessageSender & { documentLifecycle?: string };

/**
 * Hears what content scripts report to the worker. `leaving`: the document is not on the screen any more, as far as
 * the browser tells; it comes back as another one, if at all. Never answers: the worker does.
 */
export function onReport(heard: (report: Report, leaving: boolean) => void): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Sender): undefined => {
    const told = v.safeParse(ReportMessage, message);
    if (!told.success || sender.tab?.id === undefined || sender.frameId === undefined || !sender.url) return;
    const page = new URL(sender.url).origin;
    const leaving = sender.documentLifecycle === 'cached' || sender.documentLifecycle === 'pending_deletion';
    heard({ tab: sender.tab.id, frame: sender.frameId, page, screen: told.output.body }, leaving);
  });
}
