import { createReadStream } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { readRecords } from '../../native-host/codec/codec.ts';
import { answer, recordTexts } from './codec-file.ts';

/**
 * One way to read a download, in a process of its own: `ours` from the file, or `alone`: fast-xml-parser on the same
 * records as strings, with nothing set. Prints time on the processor (ms) and the most memory (MB) that it took.
 */
const [way, path = '', count = '0'] = process.argv.slice(2);
const records = way === 'alone' ? recordTexts() : [];
const before = process.cpuUsage();
const seen = way === 'alone' ? alone(Number(count)) : await ours();
const { user, system } = process.cpuUsage(before);
if (seen !== Number(count)) throw new Error(`${seen} records of ${count}`);
const memory = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ ms: (user + system) / 1000, memory }));

async function ours(): Promise<number> {
  if (!answer) throw new Error('etc-xml has no answer');
  let seen = 0;
  for await (const item of readRecords(answer, createReadStream(path)))
    if (item.kind === 'record' && item.problems.length === 0) seen++;
  return seen;
}

function alone(times: number): number {
  const parser = new XMLParser();
  let seen = 0;
  for (let i = 0; i < times; i++) if (parser.parse(records[i % records.length] ?? '').ETC) seen++;
  return seen;
}
