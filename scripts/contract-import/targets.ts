import type { AnyContract, StatedLeaf } from '../../native-host/contract/contracts.ts';
import { isLeaf, isObject, type Json } from '../../native-host/contract/merge.ts';

/** One key of an operation, which a row of the document may be about. */
export interface Target {
  /** `document.elements.patient.id`, as `host contract` and refusals name it. */
  path: string;
  /** `document`, `document.head`, `result`, `request` or `answer`. */
  part: string;
  /** `patient.id`; within a group `diagnoses/code`. */
  key: string;
  /** Of the group that it is in; empty on the first level. */
  group: string;
  title: string;
  now: Readonly<Partial<Record<Property, { value: Json; from: string }>>>;
}

export const PROPERTIES = ['code', 'title', 'kind', 'maxBytes', 'required'] as const;
export type Property = (typeof PROPERTIES)[number];

const PARTS = ['document', 'document.head', 'result', 'request', 'answer'];

/** Everything in an operation that has a code: elements, those of groups, and groups themselves. */
export function targetsOf({ data }: AnyContract): Target[] {
  return PARTS.flatMap((part) => {
    const at = part.split('.').reduce<Json | undefined>(step, data as unknown as Json);
    return isObject(at) ? elementsOf(at.elements, part, `${part}.elements`, '') : [];
  });
}

const step = (json: Json | undefined, name: string) => (isObject(json) ? json[name] : undefined);

function elementsOf(elements: Json | undefined, part: string, at: string, group: string): Target[] {
  if (!Array.isArray(elements)) return [];
  return elements.flatMap((element: Json) => {
    if (!isObject(element) || typeof element.key !== 'string') return [];
    const path = `${at}.${element.key}`;
    const key = group ? `${group}/${element.key}` : element.key;
    const now = Object.fromEntries(
      PROPERTIES.flatMap((name) => {
        const leaf = element[name];
        return isLeaf(leaf) ? [[name, { value: leaf.value, from: leaf.from }]] : [];
      }),
    );
    const title = typeof now.title?.value === 'string' ? now.title.value : '';
    const own: Target = { path, part, key, group, title, now };
    return [own, ...elementsOf(element.elements, part, `${path}.elements`, element.key)];
  });
}

/** The format of a part's document, where it has one. */
export function formatOf(leaves: readonly StatedLeaf[], part: string): string {
  return String(leaves.find(({ path }) => path === `${part}.format`)?.value ?? '');
}
