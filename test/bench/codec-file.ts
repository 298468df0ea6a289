import { closeSync, openSync, writeSync } from 'node:fs';
import { charsetOf } from '../../native-host/codec/charset/charset-of.ts';
import { planOf } from '../../native-host/codec/plan.ts';
import { toNodes } from '../../native-host/codec/wire/to-wire.ts';
import { declaration, element } from '../../native-host/codec/xml/write.ts';
import { loadContracts } from '../../native-host/contract/contracts.ts';
import type { CompleteReferral } from '../../shared/contract/documents.ts';
import { seeded } from '../../shared/domain/samples/random.ts';
import { sampleOf } from '../../shared/domain/samples/samples.ts';
import { scene } from '../../shared/domain/samples/scene.ts';
import type { TaiwanDate } from '../../shared/domain/taiwan-date.ts';

/** A download as large as the platform may send: whole referrals of 4 KB, 500 of them different. */
const DIFFERENT = 500;
const RECORD_BYTES = 4_230;
const FILLING =
  '病人主訴頭暈、胸悶三日，血壓 168/98 mmHg，心電圖無明顯變化，建議轉診進一步檢查 <CK-MB> & "Troponin"。';

export const { answer } = loadContracts([]).batch('etc-xml').data;

/** The text of each different record, in the order in which they follow each other. */
export function recordTexts(): string[] {
  if (!answer) throw new Error('etc-xml has no answer');
  const { level, charset } = planOf(answer);
  const random = seeded(1);
  const world = scene(random, '2025-11-24' as TaiwanDate, 'userDefined');
  return Array.from({ length: DIFFERENT }, () => {
    const record = sampleOf('complete', random, world);
    const text = (one: CompleteReferral) => element(answer.record?.value ?? '', toNodes(level, one));
    const filled = (times: number) =>
      text({
        ...record,
        summary: FILLING.repeat(Math.floor(times / 2)),
        examination: FILLING.repeat(Math.ceil(times / 2)),
      });
    const [bare, one] = [charset.byteLength(filled(0)), charset.byteLength(filled(1))];
    return filled(Math.max(1, Math.round((RECORD_BYTES - bare) / (one - bare))));
  });
}

/** Writes the download; returns its bytes. */
export function writeDownload(path: string, count: number): number {
  const big5 = charsetOf('Big5');
  const records = recordTexts().map((text) => big5.encode(text));
  const head = `<HEAD>\n<h1>3501200000</h1>\n<h2>1141124</h2>\n<h3>${count}</h3>\n</HEAD>\n`;
  const file = openSync(path, 'w');
  let bytes = writeSync(file, big5.encode(`${declaration('Big5')}<IPR>\n${head}`));
  for (let i = 0; i < count; i++) bytes += writeSync(file, records[i % DIFFERENT] ?? big5.encode(''));
  bytes += writeSync(file, big5.encode('</IPR>\n'));
  closeSync(file);
  return bytes;
}
