import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import type { Stage } from '../../scripts/stage/stage.ts';
import type { SimPatient } from '../simulator/patients/patient.ts';

/** Stands in every text of the simulated NHI, and in no page of a HIS. */
export const CANARY = 'NHICANARY';
const PANEL = '/extension/sidebar/';

interface Node {
  nodeName: string;
  nodeValue?: string;
  attributes?: string[];
  children?: Node[];
  shadowRoots?: Node[];
  contentDocument?: Node;
  templateContent?: Node;
}

/**
 * Every place where something of the NHI's stands that may stand in the panel alone, and every place of ours in
 * which a patient of the HIS is named. Empty when all is well.
 */
export async function leaksOf(stage: Stage): Promise<string[]> {
  const patients = await stage.simulator.control.patients();
  const pages = await Promise.all(stage.context.pages().map((page) => leaksOfPage(page, patients)));
  const secrets = [CANARY, ...patients.flatMap(({ id, name }) => [id, name])];
  return [
    ...pages.flat(),
    ...(await leaksOfAddresses(stage, patients)),
    ...(await leaksOfStorage(stage, secrets)),
    ...leaksOfFolder(join(stage.configDirectory, 'state'), secrets),
  ];
}

/** What the browser left on disk; call it when the browser has closed and the stage has not. */
export async function leaksOfProfile(stage: Stage, patients: readonly SimPatient[]): Promise<string[]> {
  const ours = ['Local Extension Settings', 'Sync Extension Settings', 'Extension State', 'Extension Rules'];
  const secrets = [CANARY, ...patients.flatMap(({ id, name }) => [id, name])];
  return [
    ...leaksOfFolder(stage.profile, [CANARY]),
    // The HIS's own pages may be in the browser's cache; in what is ours there is no patient at all.
    ...ours.flatMap((name) => leaksOfFolder(join(stage.profile, 'Default', name), secrets)),
  ];
}

async function leaksOfPage(page: Page, patients: readonly SimPatient[]): Promise<string[]> {
  if (page.url().includes(PANEL)) return [];
  const cdp = await page.context().newCDPSession(page);
  const root = await documentOf(cdp);
  await cdp.detach();
  const where = new URL(page.url()).pathname;
  const canaries = stringsOf(root).filter((text) => text.includes(CANARY));
  const badges = nodesOf(root).filter(({ nodeName }) => nodeName === 'NHI-REFERRAL-BADGE');
  const named = badges.flatMap(stringsOf).filter((text) => namesSomeone(text, patients));
  return [...canaries.map(() => `DOM of ${where}`), ...named.map(() => `a patient in the badge of ${where}`)];
}

async function documentOf(cdp: CDPSession): Promise<Node> {
  return ((await cdp.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: Node }).root;
}

function nodesOf(node: Node): Node[] {
  const inner = [node.children, node.shadowRoots, [node.contentDocument, node.templateContent]].flat();
  return [node, ...inner.filter((one) => one !== undefined).flatMap(nodesOf)];
}

function stringsOf(node: Node): string[] {
  return nodesOf(node).flatMap(({ nodeValue = '', attributes = [] }) => [nodeValue, ...attributes]);
}

function namesSomeone(text: string, patients: readonly SimPatient[]): boolean {
  return patients.some(({ id, name, chartNo }) => [id, name, chartNo].some((one) => text.includes(one)));
}

/** URLs and titles of every target, history of every page: ours name nobody, nobody's hold a canary. */
async function leaksOfAddresses(stage: Stage, patients: readonly SimPatient[]): Promise<string[]> {
  const browser = await stage.context.browser()?.newBrowserCDPSession();
  if (!browser) throw new Error('no browser to ask');
  const { targetInfos } = await browser.send('Target.getTargets');
  await browser.detach();
  const histories = await Promise.all(stage.context.pages().map(historyOf));
  const seen = [...targetInfos, ...histories.flat()].map(({ url, title }) => ({
    url,
    text: `${url} ${title}`,
  }));
  const ours = (url: string) => url.startsWith('chrome-extension:');
  return seen
    .filter(({ url, text }) => {
      const plain = decodeURIComponent(text);
      return plain.includes(CANARY) || (ours(url) && namesSomeone(plain, patients));
    })
    .map(({ url }) => `URL or title of ${url.split('?')[0]}`);
}

async function historyOf(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  const { entries } = await cdp.send('Page.getNavigationHistory');
  await cdp.detach();
  return entries;
}

/** All that an extension can keep. Looked at from a page of its own. */
async function leaksOfStorage(stage: Stage, secrets: readonly string[]): Promise<string[]> {
  const page = await stage.context.newPage();
  try {
    await page.goto(`chrome-extension://${stage.extensionId}/extension/options/index.html`);
    const kept = await page.evaluate(async () => ({
      local: JSON.stringify(await chrome.storage.local.get(null)),
      session: JSON.stringify(await chrome.storage.session.get(null)),
      sync: JSON.stringify(await chrome.storage.sync.get(null)),
      localStorage: JSON.stringify({ ...localStorage }),
      sessionStorage: JSON.stringify({ ...sessionStorage }),
      databases: JSON.stringify(await indexedDB.databases()),
      caches: JSON.stringify(await caches.keys()),
    }));
    const leaks = Object.entries(kept).filter(([, text]) => secrets.some((secret) => text.includes(secret)));
    const empty = (['databases', 'caches'] as const).filter((name) => kept[name] !== '[]');
    return [...leaks.map(([name]) => `storage: ${name}`), ...empty.map((name) => `storage: ${name} in use`)];
  } finally {
    await page.close();
  }
}

/** Files that hold one of the secrets, as UTF-8 or as UTF-16. */
function leaksOfFolder(folder: string, secrets: readonly string[]): string[] {
  if (!existsSync(folder)) return [];
  const needles = secrets.flatMap((secret) => [Buffer.from(secret), Buffer.from(secret, 'utf16le')]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return needles.some((needle) => bytes.includes(needle));
    })
    .map((file) => `file ${file.slice(folder.length + 1)}`);
}
