import type { Tree } from './tree.ts';

const NAMED =
  /`((?:shared|extension|native-host|scripts|test|docs)\/[\w./-]*)`|`npm (?:run (?:-s )?)?([\w-]+)/g;
const OF_NPM_ITSELF = ['start', 'test', 'ci', 'install', 'pack', 'run'];

/** What a page names is there: files, folders, npm scripts. */
export function checkDocs(tree: Tree): string[] {
  const { scripts } = JSON.parse(tree.text('package.json')) as { scripts: Record<string, string> };
  const pages = tree.files.filter((path) => path.endsWith('.md'));
  return pages.flatMap((page) =>
    Array.from(tree.text(page).matchAll(NAMED), ([, path, script]) => ({ path, script })).flatMap(
      ({ path, script }) => {
        if (path !== undefined && !isThere(tree, path)) return [`${page}: names ${path}, which is not there`];
        const unknown = script !== undefined && !(script in scripts) && !OF_NPM_ITSELF.includes(script);
        return unknown ? [`${page}: names the npm script ${script}, which is none`] : [];
      },
    ),
  );
}

function isThere(tree: Tree, path: string): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  return tree.files.some((file) => file === path || file.startsWith(folder));
}
