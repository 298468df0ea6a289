import browser from 'webextension-polyfill';

/** Chromium only; Firefox knows `sidebarAction` instead, and refuses to open it for a click in a page. */
const sidePanel = globalThis.chrome?.sidePanel as typeof chrome.sidePanel | undefined;

export function panelOpensFromToolbar(): void {
  if (sidePanel) void sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
  else browser.action.onClicked.addListener(() => void browser.sidebarAction.toggle());
}

/** Must be called in the very task of the user's click. Where that cannot work, says which keys do. */
export function openPanel(tabId: number): Promise<{ opened: boolean; shortcut: string | null }> {
  if (!sidePanel) return shortcut().then((keys) => ({ opened: false, shortcut: keys }));
  return sidePanel.open({ tabId }).then(
    () => ({ opened: true, shortcut: null }),
    async () => ({ opened: false, shortcut: await shortcut() }),
  );
}

async function shortcut(): Promise<string | null> {
  const commands = await browser.commands.getAll();
  const command = commands.find((one) => /^_execute_(action|sidebar_action)$/.test(one.name ?? ''));
  return command?.shortcut || null;
}
