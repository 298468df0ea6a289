import type { MessageSpec } from '../../shared/protocol/define.ts';
import { events } from '../../shared/protocol/events.ts';
import { messages } from '../../shared/protocol/messages.ts';
import { errorKeyExists } from './errors.ts';
import { isTest, type Tree } from './tree.ts';

type Specs = Record<string, Pick<MessageSpec, 'doc' | 'errors' | 'request' | 'senders' | 'to'>>;

/** Every message of the registry has one line of doc, errors that exist and a test; the host's requests are strict. */
export function checkMessages(tree: Tree, specs: Specs = messages): string[] {
  const tests = tree.files.filter(isTest).map((path) => tree.text(path));
  const at = 'shared/protocol';
  return [
    ...Object.entries(specs).flatMap(([type, spec]) => [
      ...docFaults(type, spec.doc),
      ...(spec.senders.length > 0 ? [] : [`${at}: ${type} has no sender`]),
      ...(spec.to === 'host' ? looseObjects(spec.request) : []).map(
        (where) => `${at}: ${type} takes unknown keys at request${where}`,
      ),
      ...spec.errors
        .filter((key) => !errorKeyExists(key))
        .map((key) => `${at}: ${type} names an error that does not exist: ${key}`),
      ...(tests.some((text) => names(text, type)) ? [] : [`${at}: no test names ${type}`]),
    ]),
    ...Object.entries(events).flatMap(([name, { doc }]) => [
      ...docFaults(name, doc),
      ...(tests.some((text) => names(text, name)) ? [] : [`${at}: no test names the event ${name}`]),
    ]),
  ];
}

/** As a string, or as the key of an object. */
function names(text: string, type: string): boolean {
  const key = new RegExp(`^\\s*${type.replace('.', '\\.')}: `, 'm');
  return ["'", '"', '`'].some((quote) => text.includes(quote + type + quote)) || key.test(text);
}

function docFaults(type: string, doc: string): string[] {
  return /^\S[^\n]{10,}[.?]$/.test(doc)
    ? []
    : [`shared/protocol: ${type} needs one line of doc, with a full stop`];
}

interface AnySchema {
  type?: string;
  entries?: Record<string, AnySchema>;
  item?: AnySchema;
  wrapped?: AnySchema;
  options?: readonly unknown[];
  pipe?: readonly unknown[];
}

/** Where a schema has an object that is not strict. */
export function looseObjects(schema: unknown, at = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, entries, item, wrapped, options, pipe } = schema as AnySchema;
  const inner = (pipe ?? []).filter((step) => step !== schema);
  return [
    ...(type === 'object' || type === 'loose_object' ? [at || ' itself'] : []),
    ...Object.entries(entries ?? {}).flatMap(([key, entry]) => looseObjects(entry, `${at}.${key}`)),
    ...looseObjects(item, `${at}[]`),
    ...looseObjects(wrapped, at),
    ...(options ?? []).flatMap((option) => looseObjects(option, at)),
    ...inner.slice(1).flatMap((step) => looseObjects(step, at)),
  ];
}
