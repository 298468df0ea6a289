import { XMLParser } from 'fast-xml-parser';
import { isGroupPlan, type LevelPlan } from '../plan.ts';
import type { WireNode } from '../wire/node.ts';
import { fieldText } from './field-text.ts';

/** As fast-xml-parser gives an element in order: its name, then its content; text as `#text`. Attributes are not read. */
type Parsed = Record<string, unknown>;

const TEXT = '#text';

/** Reads one scanned element of a level into its nodes. */
export type ParseElement = (text: string) => WireNode[];

/**
 * A level's fields are left as they stand (`stopNodes`): what is in them is made text here, once, and a value of
 * ten megabytes is one slice instead of as many appended characters. Entities stay off; the scan has seen to them.
 */
export function elementParser(code: string, level: LevelPlan): ParseElement {
  const parser = new XMLParser({
    preserveOrder: true,
    parseTagValue: false,
    trimValues: false,
    processEntities: false,
    jPath: false,
    maxNestedTags: 20,
    stopNodes: fieldPaths(code, level),
  });
  return (text) => nodesOf(contentOf((parser.parse(text) as Parsed[])[0] ?? {}), level);
}

/** Where nothing but fields may stand, whatever stands there is left alone. */
function fieldPaths(above: string, level: LevelPlan): string[] {
  if (level.groups.length === 0) return [`${above}.*`];
  return level.elements.flatMap((element) => {
    const path = `${above}.${element.code}`;
    return isGroupPlan(element) ? fieldPaths(path, element.level) : [path];
  });
}

/** Text that stands between elements comes last, whatever its place: `locate` counts the same way. */
function nodesOf(content: readonly Parsed[], level: LevelPlan): WireNode[] {
  const nodes: WireNode[] = [];
  let hasText = false;
  for (const one of content) {
    const code = nameOf(one);
    if (code === TEXT) hasText ||= String(one[TEXT]).trim() !== '';
    else nodes.push(nodeOf(one, code, level));
  }
  if (hasText) nodes.push({ code: TEXT, text: null });
  return nodes;
}

function nodeOf(one: Parsed, code: string, level: LevelPlan): WireNode {
  const element = level.byCode.get(code);
  if (element && isGroupPlan(element)) return { code, nodes: nodesOf(contentOf(one), element.level) };
  return { code, text: element ? fieldText(rawText(one, code)) : null };
}

function nameOf(one: Parsed): string {
  for (const name in one) if (name !== ':@') return name;
  return '';
}

function contentOf(one: Parsed): Parsed[] {
  const content = one[nameOf(one)];
  return Array.isArray(content) ? content : [];
}

/** A stop node has one text; an empty one (`<a/>`) none. */
function rawText(one: Parsed, code: string): string {
  const [first] = one[code] as Parsed[];
  const text = first?.[TEXT];
  return typeof text === 'string' ? text : '';
}
