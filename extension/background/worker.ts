import browser from 'webextension-polyfill';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import {
  type AnswerOf,
  type HostMessageType,
  isHostMessage,
  type MessageType,
} from '../../shared/protocol/messages.ts';
import { adaptersFor } from './adapters.ts';
import { forgetDocuments, placeOfDocument } from './documents.ts';
import { Host } from './host.ts';
import { atTaiwanMidnight } from './midnight.ts';
import { notePage, noteScreen } from './page-notes.ts';
import { openPanel, panelOpensFromToolbar } from './panel.ts';
import { Recovery } from './recovery.ts';
import { type Incoming, listen } from './router.ts';
import {
  forgetScreens,
  markElsewhere,
  readScreen,
  refreshFrame,
  reportScreen,
  showAnswer,
} from './screens.ts';
import { type Place, placeOf } from './sender.ts';
import { forgetTab, framesOf, isTrusted, knownTabs, rememberTrusted } from './session.ts';
import { injectInto, isPermitted, registerSites } from './sites.ts';
import { forgetTabIcon } from './toolbar.ts';
import { COVERED } from './view.ts';

/** Tells our own pages; that none is open is the ordinary case. */
const tellPages = (event: string, body: unknown) =>
  void browser.runtime.sendMessage({ event, body }).catch(() => undefined);

const hear = (event: string, body: unknown) => {
  if (event === 'badge.elsewhere') void markElsewhere(body);
  else tellPages(event, body);
};

const host: Host = new Host(hear, (status) => {
  tellPages('host.changed', status);
  if (status.state === 'connected') void recovery.connected();
  if (status.state === 'failed') void recovery.lost();
});
const recovery = new Recovery(
  () => host,
  (place) => refreshFrame(host, place, 'auto'),
);
const underWay = new Map<string, AbortController>();

type Routes = {
  [T in Exclude<MessageType, HostMessageType | 'screen.read' | 'badge.show'>]: (
    incoming: Incoming<T>,
  ) => Promise<AnswerOf<T>>;
};

const routes: Routes = {
  'page.open': async ({ sender }) => {
    const { tab, frame, page } = placeOf(sender);
    void host.connect().catch(() => undefined); // Warm by the time that a patient is on the screen.
    const adapters = await adaptersFor(page);
    if (frame === 0 && adapters.length === 0) notePage(host, page, 'noAdapter');
    return { adapters, tab, frame };
  },
  'page.trusted': async ({ sender }) => {
    const place = placeOf(sender);
    const first = !(await isTrusted(place.tab));
    await rememberTrusted(place.tab);
    if (first) void refreshOthers(place);
    return {};
  },
  // Midnight is the worker's word; a page that says it is a page that asks.
  'screen.report': async ({ body, sender }) => {
    const { nonce, seq } = body;
    const place = placeOfDocument(body, sender);
    if (!place) return { nonce, seq, view: COVERED };
    return reportScreen(host, place, { ...body, trigger: body.trigger === 'refresh' ? 'refresh' : 'auto' });
  },
  'screen.current': async ({ body }) => {
    const frames = await framesOf(body.tab);
    const used = await isTrusted(body.tab);
    const read = frames.map(async (one) => ({ ...one, screen: await readScreen(body.tab, one.frame) }));
    const screens = (await Promise.all(read)).flatMap(({ screen, ...one }) =>
      screen ? [{ ...one, screen: { ...screen, trusted: screen.trusted || used } }] : [],
    );
    for (const { page, screen } of screens) noteScreen(host, page, screen.status);
    if (screens.length === 0) await noteUnpermitted(body.tab);
    return { screens };
  },
  'panel.open': ({ sender }) => openPanel(placeOf(sender).tab),
  'host.status': async ({ body }) => {
    if (body.reconnect) await recovery.now();
    else await host.connect().catch(() => undefined);
    return host.status();
  },
  cancel: async ({ body }) => {
    underWay.get(body.call)?.abort();
    return {};
  },
};

/** Everything for the host that does not begin in a HIS page. */
async function forward(incoming: Incoming<HostMessageType>): Promise<unknown> {
  const { type, kind, call: id } = incoming;
  if (kind === 'content') throw new CodedError('wire:senderRefused', type);
  const control = new AbortController();
  underWay.set(id, control);
  try {
    const body = await withPage(incoming);
    const answer = await host.call({ type, sender: kind, body, signal: control.signal, id });
    if ('binding' in body && 'own' in answer && 'binding' in answer) void showAnswer(body, answer);
    return answer;
  } finally {
    underWay.delete(id);
  }
}

/** The origin that a screen-bound request names is the browser's word, not the caller's. */
async function withPage({ type, body }: Incoming<HostMessageType>): Promise<typeof body> {
  if (type !== 'referrals.read' || !('binding' in body)) return body;
  const { tab, frame } = body.binding;
  const page = (await framesOf(tab)).find((one) => one.frame === frame)?.page;
  if (!page) throw new CodedError('wire:badRequest', 'binding.frame');
  if (!(await isPermitted(page))) throw new CodedError('app:noSitePermission');
  return { ...body, page };
}

/** The browser names a tab's address only where the site is permitted. */
async function noteUnpermitted(tab: number): Promise<void> {
  const shown = await browser.tabs.get(tab).catch(() => null);
  if (shown && !shown.url) notePage(host, null, 'noSitePermission');
}

/** The user acted in one frame of a tab: what the others held back for want of a user may go now. */
async function refreshOthers({ tab, frame }: Place): Promise<void> {
  const others = (await framesOf(tab)).filter((one) => one.frame !== frame);
  await Promise.all(others.map((one) => refreshFrame(host, { tab, ...one }, 'auto')));
}

async function refreshAll(trigger: 'midnight' | 'auto'): Promise<void> {
  for (const tab of await knownTabs()) {
    for (const place of await framesOf(tab)) await refreshFrame(host, { tab, ...place }, trigger);
  }
}

listen((incoming) => {
  if (isHostMessage(incoming.type)) return forward(incoming as Incoming<HostMessageType>);
  const route = routes[incoming.type as keyof Routes] as (
    incoming: Incoming<MessageType>,
  ) => Promise<unknown>;
  return route(incoming);
});
panelOpensFromToolbar();
atTaiwanMidnight(() => refreshAll('midnight'));
browser.tabs.onRemoved.addListener((tab) => {
  forgetTabIcon(tab);
  forgetDocuments(tab);
  forgetScreens(tab);
  void forgetTab(tab);
});
browser.permissions.onAdded.addListener(({ origins = [] }) => {
  // Where our script was all along, it is the badge that has to be asked for again.
  void registerSites()
    .then(() => injectInto(origins))
    .then(() => refreshAll('auto'));
});
browser.permissions.onRemoved.addListener(() => {
  void registerSites().then(() => refreshAll('auto'));
});
// Registrations outlive the browser, not an update of ours.
browser.runtime.onInstalled.addListener(() => void registerSites().then(injectInto));
