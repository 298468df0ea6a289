import type { CDPSession, Page } from 'playwright-core';

interface Node {
  nodeId: number;
  backendNodeId: number;
  localName: string;
  attributes?: string[];
  children?: Node[];
  shadowRoots?: Node[];
  contentDocument?: Node;
  nodeValue?: string;
}

/** The badge as the debugger sees it through its closed root: the only way in. */
export interface Seen {
  state: string;
  text: string;
  spoken: string;
  host: number;
  button: number;
  docked: boolean;
}

export class Eye {
  readonly cdp: CDPSession;

  private constructor(cdp: CDPSession) {
    this.cdp = cdp;
  }

  static async on(page: Page): Promise<Eye> {
    return new Eye(await page.context().newCDPSession(page));
  }

  /** Every badge in the page's documents, in document order. */
  async all(): Promise<Seen[]> {
    const { root } = (await this.cdp.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: Node };
    return find(root, (node) => node.localName === 'nhi-referral-badge').map(seen);
  }

  async state(): Promise<string | null> {
    return (await this.all())[0]?.state ?? null;
  }

  /** Runs in the content script's own world, with the badge's button as `this`. */
  async inWorld<T>(functionDeclaration: string): Promise<T> {
    const [badge] = await this.all();
    if (!badge) throw new Error('no badge in the page');
    const worlds = await this.#worlds();
    const { object } = await this.cdp.send('DOM.resolveNode', {
      backendNodeId: badge.button,
      executionContextId: worlds,
    });
    const { result, exceptionDetails } = await this.cdp.send('Runtime.callFunctionOn', {
      functionDeclaration,
      objectId: object.objectId as string,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }

  /** The number of the isolated world of the extension in the main frame. */
  async #worlds(): Promise<number> {
    const found: number[] = [];
    const listen = (event: { context: { id: number; origin: string; name: string; auxData?: object } }) => {
      const { context } = event;
      if (context.origin.startsWith('chrome-extension:') || context.name === 'content rig')
        found.push(context.id);
    };
    this.cdp.on('Runtime.executionContextCreated', listen);
    await this.cdp.send('Runtime.enable');
    await this.cdp.send('Runtime.disable');
    this.cdp.off('Runtime.executionContextCreated', listen);
    const [first] = found;
    if (first === undefined) throw new Error('no world of the extension in the page');
    return first;
  }
}

function seen(host: Node): Seen {
  const button = find(host, (node) => node.localName === 'button')[0];
  if (!button) throw new Error('a badge without a button');
  const attribute = (name: string) => {
    const at = (button.attributes ?? []).indexOf(name);
    return at < 0 ? '' : (button.attributes?.[at + 1] ?? '');
  };
  return {
    state: attribute('data-state'),
    spoken: attribute('aria-label'),
    docked: attribute('class').includes('docked'),
    text: find(button, (node) => node.localName === '' && !!node.nodeValue)
      .map((node) => node.nodeValue)
      .join(' '),
    host: host.backendNodeId,
    button: button.backendNodeId,
  };
}

function find(node: Node, test: (node: Node) => boolean): Node[] {
  const below = [...(node.shadowRoots ?? []), ...(node.children ?? [])];
  if (node.contentDocument) below.push(node.contentDocument);
  return [...(test(node) ? [node] : []), ...below.flatMap((child) => find(child, test))];
}
