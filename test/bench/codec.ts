import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { XMLBuilder } from 'fast-xml-parser';
import { decodeFile, encodeFile } from '../../native-host/codec/codec.ts';
import { planOf } from '../../native-host/codec/plan.ts';
import { isWireGroup, type WireNode } from '../../native-host/codec/wire/node.ts';
import { toNodes } from '../../native-host/codec/wire/to-wire.ts';
import { loadContracts } from '../../native-host/contract/contracts.ts';
import type { AnyDocument } from '../../shared/contract/documents.ts';
import { seeded } from '../../shared/domain/samples/random.ts';
import { sampleOf } from '../../shared/domain/samples/samples.ts';
import { scene } from '../../shared/domain/samples/scene.ts';
import type { TaiwanDate } from '../../shared/domain/taiwan-date.ts';
import { writeDownload } from './codec-file.ts';
import { type Figure, quantile } from './figures.ts';

const RECORDS = 50_000;
const ENCODED = 2_000;
const ROUNDS = 7;

/** Reading a download of `records` referrals, and writing one: both beside fast-xml-parser alone. */
export function codecFigures(records = RECORDS): Figure[] {
  return [...readingFigures(records), encodingFigure()];
}

/** Time is the processor's, in a process each: on a busy machine the wall's says more about the others. */
function readingFigures(records: number): Figure[] {
  const directory = mkdtempSync(join(tmpdir(), 'codec-bench-'));
  try {
    const path = join(directory, 'download.xml');
    const bytes = writeDownload(path, records);
    const [ours, alone] = [child('ours', path, records), child('alone', path, records)];
    return [
      { name: `download of ${records} referrals, Big5`, value: bytes / 1e6, unit: 'MB', atMost: null },
      {
        name: 'reading it / fast-xml-parser alone',
        value: ours.ms / alone.ms,
        unit: 'ratio',
        atMost: 1 / 0.7,
      },
      { name: 'reading it, peak memory', value: ours.memory, unit: 'MB', atMost: 250 },
    ];
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function child(way: 'ours' | 'alone', path: string, records: number): { ms: number; memory: number } {
  const script = join(import.meta.dirname, 'codec-child.ts');
  const args = [...process.execArgv, script, way, path, String(records)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

/** One referral as a whole file, every check made, against the builder on the same elements. */
function encodingFigure(): Figure {
  const { document } = loadContracts([]).batch('eta').data;
  if (!document) throw new Error('eta has no document');
  const random = seeded(2);
  const world = scene(random, '2025-11-24' as TaiwanDate, 'plain');
  const { head, level } = planOf(document);
  const stated = Object.entries(sampleOf('referral', random, world)).filter(([key]) => level.byKey.has(key));
  const referral: AnyDocument = Object.fromEntries(stated);
  const file = { head: { ...sampleOf('head', random, world), count: '1' }, records: [referral] };
  const object = {
    IPR: { HEAD: head && plain(toNodes(head.level, file.head)), ETA: plain(toNodes(level, referral)) },
  };
  const builder = new XMLBuilder();
  if (decodeFile(document, encodeFile(document, file).bytes).problems.length > 0)
    throw new Error('not sound');
  const ratios = Array.from({ length: ROUNDS }, () => {
    const ours = cpu(() => encodeFile(document, file));
    return ours / cpu(() => builder.build(object));
  });
  return {
    name: 'encoding a referral with its checks / fast-xml-parser’s builder',
    value: quantile(ratios, 0.5),
    unit: 'ratio',
    atMost: 3,
  };
}

/** As the builder wants it: what stands twice is a list. */
function plain(nodes: readonly WireNode[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const node of nodes) {
    const value = isWireGroup(node) ? plain(node.nodes) : node.text;
    const before = object[node.code];
    object[node.code] = before === undefined ? value : [before, value].flat();
  }
  return object;
}

function cpu(work: () => unknown): number {
  const before = process.cpuUsage();
  for (let i = 0; i < ENCODED; i++) work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const figure of codecFigures(Number(process.argv[2] ?? RECORDS))) console.log(figure);
