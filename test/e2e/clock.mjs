// Loaded into a host before its own code: shifts the time that it sees by what stands in `clock-offset-ms` in
// its state directory, so that a test need not wait for midnight.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(process.argv[process.argv.indexOf('--config') + 1] ?? '.', 'clock-offset-ms');
const RealDate = Date;
const now = () => RealDate.now() + offset();

function offset() {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0;
  }
}

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }
  static now() {
    return now();
  }
};
