import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { scriptOf } from '../native-host/install/launcher.ts';
import { ONE_ARENA, RUNTIME_OPTIONS } from '../native-host/start/runtime-options.ts';

export interface HostBuild {
  outDir: string;
  /** An installed host takes no configuration from environment or arguments, and brings its own node. */
  installed: boolean;
}

const root = resolve(import.meta.dirname, '..');
const modules = join(root, 'node_modules');
const BUNDLE = 'referral-host.cjs';
const NODE = process.platform === 'win32' ? 'node.exe' : 'node';

/** Loaded from beside the bundle, since they bring machine code; each only when it is needed. */
const NATIVE = ['koffi', 'better-sqlite3-multiple-ciphers'];

/** The host that tests and bench start: configuration by `--config`, this checkout's node. */
export const DEV_HOST = resolve(root, 'out/dev-host');
export const RELEASE_HOST = resolve(root, 'dist/host');

/** Bundles the host for this machine's platform into `outDir`; returns the launcher's path. */
export async function buildHost({ outDir, installed }: HostBuild): Promise<string> {
  rmSync(outDir, { recursive: true, force: true });
  await bundle(outDir, installed);
  copyNative(outDir);
  return installed ? releaseLauncher(outDir) : devLauncher(outDir);
}

async function bundle(outDir: string, installed: boolean): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { __INSTALLED__: String(installed) },
    ssr: { noExternal: true, external: NATIVE, target: 'node' },
    build: {
      ssr: join(root, 'native-host/cli.ts'),
      outDir,
      target: 'node22',
      minify: installed,
      emptyOutDir: false,
      // In one file, the imports of what comes after the hello would be made before it.
      rolldownOptions: {
        output: { format: 'cjs', entryFileNames: BUNDLE, chunkFileNames: 'parts/[name].cjs' },
      },
    },
  });
}

function copyNative(outDir: string): void {
  const to = join(outDir, 'node_modules');
  const target = `${process.platform}-${process.arch}`;
  const sqlite = 'better-sqlite3-multiple-ciphers';
  for (const part of ['package.json', 'LICENSE', 'lib', `prebuilds/${target}.node`]) {
    cpSync(join(modules, sqlite, part), join(to, sqlite, part), { recursive: true });
  }
  for (const part of [
    'package.json',
    'LICENSE.txt',
    'index.cjs',
    'src/koffi/index.cjs',
    'src/koffi/src/static.cjs',
    'src/koffi/src/trampolines.cjs',
  ]) {
    cpSync(join(modules, 'koffi', part), join(to, 'koffi', part));
  }
  cpSync(join(modules, '@koromix', `koffi-${target}`), join(to, '@koromix', `koffi-${target}`), {
    recursive: true,
  });
}

/** Runs the node that lies beside it: whichever node the PC has may be too old, or somebody else's. */
function releaseLauncher(outDir: string): string {
  copyFileSync(join(modules, 'node/bin', NODE), join(outDir, NODE));
  const options = RUNTIME_OPTIONS.join(' ');
  const script =
    process.platform === 'win32'
      ? `@"%~dp0node.exe" ${options} "%~dp0${BUNDLE}" %*\r\n`
      : [
          '#!/bin/sh',
          // Called by a link, it looks where the link leads; otherwise it starts no other program to find out.
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's
          'if [ -L "$0" ]; then here=$(dirname "$(readlink -f "$0")"); else here=${0%/*}; fi',
          ONE_ARENA,
          `exec "$here/node" ${options} "$here/${BUNDLE}" "$@"`,
          '',
        ].join('\n');
  return write(outDir, script);
}

function devLauncher(outDir: string): string {
  return write(outDir, scriptOf([join(modules, 'node/bin', NODE), ...RUNTIME_OPTIONS, join(outDir, BUNDLE)]));
}

function write(outDir: string, script: string): string {
  const launcher = join(outDir, process.platform === 'win32' ? 'referral-host.cmd' : 'referral-host');
  mkdirSync(outDir, { recursive: true });
  writeFileSync(launcher, script);
  chmodSync(launcher, 0o755);
  if (!existsSync(join(outDir, BUNDLE))) throw new Error('The bundle is not where its launcher looks for it');
  return launcher;
}

if (import.meta.main) {
  console.log(await buildHost({ outDir: DEV_HOST, installed: false }));
  console.log(await buildHost({ outDir: RELEASE_HOST, installed: true }));
}
