import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const at = (path: string) => fileURLToPath(new URL(`../extension/content/${path}`, import.meta.url));

/**
 * The content script as one file without maps, `content.js`: what a page can fetch or a debugger shows of us is
 * this and nothing else. With `dev`, also the gallery of badge states, for an extension page.
 */
export async function buildContent(outDir: string, { dev = false } = {}): Promise<void> {
  await bundle(at('main.ts'), outDir, 'content.js');
  if (!dev) return;
  await bundle(at('badge/gallery.ts'), outDir, 'gallery.js');
  copyFileSync(at('badge/gallery.html'), join(outDir, 'gallery.html'));
}

/** Style sheets stand in template strings, which no minifier looks into. */
const tightSheet = {
  name: 'tight-sheet',
  transform: (code: string, id: string) =>
    id.endsWith('/badge/style.ts')
      ? code.replace(/`[^`]*`/g, (sheet) =>
          sheet
            .replace(/\s+/g, ' ')
            .replace(/ ?([{};:,]) ?/g, '$1')
            .replace(/;}/g, '}')
            .replace(/--(\w)\w+/g, '--$1'),
        )
      : null,
};

/**
 * V8 reads a function twice, once to skip it and once to run it; nearly all of these run while a page loads. Told so
 * (https://v8.dev/blog/explicit-compile-hints), the whole file is read once. To other engines it is a comment.
 */
const compiledAtOnce = {
  name: 'compiled-at-once',
  generateBundle(_options: unknown, chunks: Record<string, { code?: string }>) {
    for (const chunk of Object.values(chunks)) chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
  },
};

async function bundle(entry: string, outDir: string, file: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [tightSheet, compiledAtOnce],
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      sourcemap: false,
      modulePreload: false,
      lib: { entry, formats: ['iife'], name: 'nhiReferral', fileName: () => file },
    },
  });
}
