// The front door of every npm script. Plain node 20, no dependency: it runs before anything is installed.
// Installs what the lock file names (once per lock file), then runs the given TypeScript file on the
// project's own node, which comes with the `node` devDependency.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.installed');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

function installed() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;
}

if (!installed()) {
  process.stderr.write('Installing packages (once) …\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // stdout belongs to the command that the user asked for, so npm speaks on stderr.
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    process.stderr.write('npm ci failed: see above. Without its packages nothing here can run.\n');
    process.exit(done.status ?? 1);
  }
  writeFileSync(stamp, lock);
}

const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const [file, ...args] = process.argv.slice(2);
const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, file), ...args], {
  stdio: 'inherit',
});
// Ending npm ends its shell, and the shell does not pass that on: the parent's going is the only sign.
const parent = process.ppid;
const orphaned = () => process.ppid !== parent && child.kill();
if (process.env.npm_lifecycle_event) setInterval(orphaned, 500).unref();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
