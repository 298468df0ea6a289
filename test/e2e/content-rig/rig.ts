import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Worker } from 'playwright-core';
import { buildContent } from '../../../scripts/build-content.ts';
import { ensureChromium } from '../../../scripts/ensure-browser.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Report = Record<string, unknown> & {
  status: string;
  nonce: string;
  seq: number;
  tab: number;
  frame: number;
  trigger: string;
  patient: Record<string, unknown> | null;
};

/** What the stand-in for the worker keeps and obeys (worker.js). */
export interface RigState {
  adapters: unknown[];
  reports: Report[];
  opened: number;
  trusted: number;
  view: unknown;
  delayMs: number;
  shortcut: string | null;
  pageOpens: number;
}

export interface Rig {
  context: BrowserContext;
  origin: string;
  /** The folder of the built extension. */
  extension: string;
  pages: Map<string, string>;
  worker(): Promise<Worker>;
  get(): Promise<RigState>;
  set(state: Partial<RigState>): Promise<void>;
  close(): Promise<void>;
}

/** A real Chromium with the built content script in a minimal extension, and a server for test pages. */
export async function startRig(language: string): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'content-rig-'));
  const extension = join(folder, 'extension');
  await buildContent(extension, { dev: true });
  // Only the language under test: a Chromium without its language packs would choose English.
  const texts = `_locales/${language}`;
  cpSync(here(`../../../extension/${texts}`), join(extension, texts), { recursive: true });
  cpSync(here('worker.js'), join(extension, 'worker.js'));
  writeFileSync(join(extension, 'manifest.json'), JSON.stringify({ ...MANIFEST, default_locale: language }));
  const server = await servePages();
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: ensureChromium().path,
    headless: true,
    locale: language.replace('_', '-'),
    // The back/forward cache is one of the things under test.
    ignoreDefaultArgs: ['--disable-extensions', '--disable-back-forward-cache'],
    args: [...FLAGS, `--load-extension=${extension}`, `--disable-extensions-except=${extension}`],
  });
  const worker = async () => context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker');
  return {
    context,
    origin: server.origin,
    extension,
    pages: server.pages,
    worker,
    get: async () => (await worker()).evaluate(() => (globalThis as never as { rig: RigState }).rig),
    async set(state) {
      const assign = (next: Partial<RigState>) =>
        void Object.assign((globalThis as never as { rig: RigState }).rig, next);
      await (await worker()).evaluate(assign, state);
    },
    async close() {
      await context.close();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const MANIFEST = {
  manifest_version: 3,
  name: 'content rig',
  version: '1',
  permissions: ['storage', 'scripting'],
  host_permissions: ['http://127.0.0.1/*'],
  background: { service_worker: 'worker.js' },
  content_scripts: [
    { matches: ['http://127.0.0.1/*'], js: ['content.js'], all_frames: true, run_at: 'document_start' },
  ],
};

/** Pages by path; a page sees its own path without the query. */
async function servePages() {
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const html = pages.get(new URL(request.url ?? '/', 'http://x').pathname);
    response.writeHead(html === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'self'; script-src 'unsafe-inline'; style-src 'none'",
    });
    response.end(html === undefined ? '' : `<!doctype html><html lang="zh-Hant-TW">${html}</html>`);
  });
  await new Promise<void>((then) => server.listen(0, '127.0.0.1', then));
  const { port } = server.address() as AddressInfo;
  return {
    pages,
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
