import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

/**
 * A folder as a zip file (PKWARE APPNOTE 4.3), the same bytes for the same files: names sorted, no times, and of
 * the rights only whether a file may be executed. `under`: a folder name that everything stands in.
 */
export function zipFolder(folder: string, under = ''): Buffer {
  const files = globSync('**/*', { cwd: folder }).filter((name) => statSync(join(folder, name)).isFile());
  const entries = files
    .map((name) => ({ name: join(under, name).replaceAll('\\', '/'), file: join(folder, name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return zip(entries);
}

const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
/** 1980-01-01: the first day that a zip file knows. */
const NO_DATE = 0x21;
const MADE_BY_UNIX = (3 << 8) | 20;

function zip(entries: readonly { name: string; file: string }[]): Buffer {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, file } of entries) {
    const { head, packed, mode } = pack(name, file);
    const local = Buffer.concat([words([4, 0x04034b50]), head, Buffer.from(name)]);
    directory.push(central(name, head, mode, offset));
    parts.push(local, packed);
    offset += local.length + packed.length;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const count = entries.length;
  const end = words([4, 0x06054b50], [4, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]);
  return Buffer.concat([...parts, ...directory, end]);
}

/** What the local header and the directory say alike, and the packed bytes. */
function pack(name: string, file: string): { head: Buffer; packed: Buffer; mode: number } {
  const bytes = readFileSync(file);
  const packed = deflateRawSync(bytes, { level: 9 });
  const head = words(
    [2, 20],
    [2, UTF8_NAMES],
    [2, DEFLATED],
    [2, 0],
    [2, NO_DATE],
    [4, crc32(bytes)],
    [4, packed.length],
    [4, bytes.length],
    [2, Buffer.byteLength(name)],
    [2, 0],
  );
  return { head, packed, mode: statSync(file).mode & 0o111 ? 0o755 : 0o644 };
}

function central(name: string, head: Buffer, mode: number, offset: number): Buffer {
  const regularFile = ((0o100000 | mode) << 16) >>> 0;
  const rest = words([2, 0], [2, 0], [2, 0], [4, regularFile], [4, offset]);
  return Buffer.concat([words([4, 0x02014b50], [2, MADE_BY_UNIX]), head, rest, Buffer.from(name)]);
}

/** Little-endian numbers of 2 or 4 bytes. */
function words(...fields: [size: 2 | 4, value: number][]): Buffer {
  return Buffer.concat(
    fields.map(([size, value]) => {
      const bytes = Buffer.alloc(size);
      bytes.writeUIntLE(value, 0, size);
      return bytes;
    }),
  );
}
