import type { CDPSession, Page } from 'playwright-core';

/** The extension's own JavaScript world in one page: where its content script runs, unseen by the page. */
export class ExtensionWorld {
  readonly #cdp: CDPSession;
  readonly #contexts = new Map<number, string>();

  private constructor(cdp: CDPSession) {
    this.#cdp = cdp;
  }

  static async of(page: Page): Promise<ExtensionWorld> {
    const cdp = await page.context().newCDPSession(page);
    const world = new ExtensionWorld(cdp);
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { type, frameId } = (context.auxData ?? {}) as { type?: string; frameId?: string };
      if (type === 'isolated' && context.origin.startsWith('chrome-extension://')) {
        world.#contexts.set(context.id, frameId ?? '');
      }
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      world.#contexts.delete(executionContextId);
    });
    await cdp.send('Runtime.enable');
    return world;
  }

  /** Runs an expression in the world of every frame; resolves with what the frames that gave one gave. */
  async evaluate<T>(expression: string): Promise<T[]> {
    const all = [...this.#contexts.keys()].map(async (contextId) => {
      const { result } = await this.#cdp.send('Runtime.evaluate', {
        expression,
        contextId,
        awaitPromise: true,
        returnByValue: true,
      });
      return result.value as T | undefined;
    });
    const values = await Promise.all(all.map((one) => one.catch(() => undefined)));
    return values.filter((value) => value !== undefined && value !== null);
  }
}
