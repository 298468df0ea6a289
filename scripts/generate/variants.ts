import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { big5CodeOf } from '../../native-host/codec/charset/big5/table.ts';

/**
 * `node scripts/run.mjs scripts/generate/variants.ts Unihan_Variants.txt`: characters that Big5 lacks, each with
 * what it is also written as in Big5. The data are Unicode's (Unihan_Variants.txt of Unihan.zip; Debian packs it in
 * unicode-data). Not a part of `npm run generate`, which asks for no file that is not here.
 */
const FILE = resolve(import.meta.dirname, '../../native-host/codec/charset/variants.json');

/** Closest first. kSpoofingVariant is left out: those look alike and are different characters. */
const FIELDS = [
  'kZVariant',
  'kTraditionalVariant',
  'kSemanticVariant',
  'kSimplifiedVariant',
  'kSpecializedSemanticVariant',
];

/** Seen in names and notes, and in no field above. The right one is what staff in Taiwan write instead. */
const ASSUMED = [
  '𠮷吉 瑶瑤 啓啟 凟瀆 淸清 靑青 愼慎 秊年 旣既 凖準 靣面 虗虛 翆翠 萠萌 琹琴 圡土 圀國 嶌島 凃涂 磘窯',
  // Of Japanese names.
  '浄淨 歩步 徳德 恵惠 栄榮 産產 緑綠 録錄 銭錢 観觀 巌巖 鶏雞 邉邊 辺邊 斎齋 曽曾 増增 寛寬 焔焰 廰廳',
  '顔顏 滝瀧 沢澤 渓溪 渕淵 槗橋 檪櫟 毎每 涙淚 焼燒 痩瘦 穏穩 縄繩 繍繡 聡聰 蔵藏 薫薰 薗園 覧覽 譲讓',
  '讃讚 遅遲 錬鍊 険險 隠隱 雑雜 霊靈 頬頰 鴬鶯 麺麵 徴徵 瀬瀨 嶋島',
  '•‧ ・‧ ∙‧ ⋅‧ 〜～ ∼～ −－ ‐- ‑- ―— ‖∥ ¥￥ ¢￠ £￡ ⋯… ✕× ✓√',
];

interface Pair {
  field: string;
  pair: string;
}

function pairsOf(line: string): Pair[] {
  const [from = '', field = '', targets = ''] = line.split('\t');
  const here = charOf(from);
  return targets
    .split(' ')
    .map(charOf)
    .flatMap((there) => [here + there, there + here])
    .filter(isHelp)
    .map((pair) => ({ field, pair }));
}

const charOf = (written: string) =>
  String.fromCodePoint(Number.parseInt(/U\+([0-9A-F]+)/.exec(written)?.[1] ?? '0', 16));

/** From outside Big5 into it. */
function isHelp(pair: string): boolean {
  const [from = '', to = ''] = pair;
  return !isInBig5(from) && isInBig5(to);
}

const isInBig5 = (char: string) => char <= '\x7f' || big5CodeOf(char) !== 0;

function inLines(pairs: readonly string[]): string[] {
  const sorted = [...new Set(pairs)].sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0));
  return Array.from({ length: Math.ceil(sorted.length / 20) }, (_, i) =>
    sorted.slice(i * 20, i * 20 + 20).join(' '),
  );
}

const useless = ASSUMED.flatMap((line) => line.split(' ')).filter((pair) => !isHelp(pair));
if (useless.length > 0) throw new Error(`Not from outside Big5 into it: ${useless.join(' ')}`);
const [, , path = ''] = process.argv;
const lines = readFileSync(path, 'utf8').split('\n');
const all = lines.filter((line) => line.startsWith('U+')).flatMap(pairsOf);
const relations = FIELDS.map((field) => ({
  from: `Unihan ${field}`,
  pairs: inLines(all.filter((one) => one.field === field).map((one) => one.pair)),
}));
const source = `${lines[0]?.slice(2) || 'Unihan_Variants.txt'}, ${lines.find((line) => line.includes('Unicode version'))?.slice(2)}. Copyright Unicode, Inc.; used under the Unicode licence (www.unicode.org/copyright.html).`;
const table = {
  source,
  howToRead: 'A pair is a character that Big5 lacks and one that Big5 has.',
  relations: [...relations, { from: 'assumed', pairs: ASSUMED }],
};
writeFileSync(FILE, `${JSON.stringify(table, null, 2)}\n`);
