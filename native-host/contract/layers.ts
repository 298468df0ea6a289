import * as v from 'valibot';
import { CHANNELS, type Channel } from '../../shared/contract/channels.ts';
import { endpointKind } from '../config/endpoint.ts';
import { leavesOf } from './leaves.ts';
import { isLeaf, isObject, type Json, type JsonObject } from './merge.ts';
import { refuse } from './refusal.ts';
import { faultOf } from './remedy.ts';
import type { Source } from './source.ts';

/** One file about one operation: ours, or a correction of the hospital. */
export interface Layer extends Source {
  operation: string;
  data: JsonObject;
  /** Came with the product; else a correction. */
  ours: boolean;
  /** Of every value that it states. */
  paths(): readonly string[];
}

/** A file of ours, which a test has read strictly: only what finding others needs is looked at. */
export function shippedLayer(source: Source): Layer {
  const data = isObject(source.data) ? source.data : {};
  // Asked for only where it is needed: a host starts faster than it could look at every value.
  const paths = () => leavesOf(data).map(({ path }) => path);
  return { ...source, data, operation: String(data.operation), ours: true, paths };
}

/**
 * Reads a correction strictly, by the rules of the channel of its operation: an unknown key, a pattern where a
 * value belongs, a foreign host are all refused. Throws ContractError.
 */
export function readLayer(source: Source, channelOf: (operation: string) => Channel | null): Layer {
  const operation = isObject(source.data) ? source.data.operation : undefined;
  const channel = typeof operation === 'string' ? channelOf(operation) : null;
  if (channel === null) throw refuse(source, { path: 'operation', remedy: KNOWN });
  const { file: schema } = CHANNELS[channel];
  const parsed = v.safeParse(schema, source.data);
  if (!parsed.success) throw refuse(source, faultOf(parsed.issues[0], schema));
  const layer = { ...shippedLayer(source), ours: false };
  refuseForeignHost(layer);
  const paths = layer.paths();
  const again = paths.find((path, i) => paths.indexOf(path) !== i);
  if (again) throw refuse(source, { path: again, remedy: '只寫一次 / once only' });
  return layer;
}
const KNOWN =
  'referral-host contract 列出的作業代號 / the name of an operation, as `referral-host contract` lists them';

function refuseForeignHost(layer: Layer): void {
  for (const name of ['host', 'testHost']) {
    const host = valueAt(layer.data, `endpoint.${name}`);
    if (typeof host === 'string' && endpointKind(`https://${host}`) === 'refused')
      throw refuse(layer, { path: `endpoint.${name}`, remedy: '健保署的主機名稱 / a host of the NHI' });
  }
}

/** The value at a path through objects, with or without provenance. */
export function valueAt(json: Json | undefined, path: string): Json | undefined {
  const found = path
    .split('.')
    .reduce<Json | undefined>((at, name) => (isObject(at) ? at[name] : undefined), json);
  return isLeaf(found) ? found.value : found;
}
