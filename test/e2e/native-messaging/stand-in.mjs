// A native host that does what a test wants to see go wrong. `node stand-in.mjs '{"record":FILE, …}'`.
import { appendFileSync } from 'node:fs';

const { record, hello, dieOn, huge, holdOn, garbleOn } = JSON.parse(process.argv[2] ?? '{}');
const BADGE = { state: 'replyArrived', count: 6, dueOn: null, source: 'live', asOf: null };

function send(frame) {
  const body = Buffer.from(JSON.stringify(frame));
  const header = Buffer.alloc(4);
  header.writeUInt32LE(body.length);
  process.stdout.write(Buffer.concat([header, body]));
}

function take({ id, type, body }) {
  if (huge) send({ id, ok: true, body: { text: 'x'.repeat(2 * 1024 * 1024) } });
  else if (type === dieOn) process.exit(1);
  else if (type === garbleOn) process.stdout.write('a stray line of some library\n');
  else if (type === holdOn) return;
  else if (type === 'badge.lookup') {
    send({ id, ok: true, body: { binding: body.binding, badge: BADGE, elsewhere: null, error: null } });
  } else send({ id, ok: false, error: { key: 'app:notSupported', class: 'human' } });
}

appendFileSync(record, `${JSON.stringify({ started: process.pid })}\n`);
if (hello) send({ event: 'hello', body: { product: '9.9.9', capabilities: ['badge'], ...hello } });
let held = Buffer.alloc(0);
process.stdin.on('data', (chunk) => {
  held = Buffer.concat([held, chunk]);
  while (held.length >= 4 && held.length >= 4 + held.readUInt32LE()) {
    const end = 4 + held.readUInt32LE();
    const frame = JSON.parse(held.subarray(4, end).toString());
    held = held.subarray(end);
    appendFileSync(record, `${JSON.stringify(frame)}\n`);
    if (frame.type) take(frame);
  }
});
process.stdin.on('end', () => process.exit(0));
