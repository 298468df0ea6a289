import { importsOf } from './imports.ts';
import { isProduct, isScript, isTest, type Tree } from './tree.ts';

interface Package {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

/** What is imported stands in package.json, pinned; what we ship stands among the dependencies. */
export function checkPackages(tree: Tree): string[] {
  const { dependencies, devDependencies } = JSON.parse(tree.text('package.json')) as Package;
  const all = { ...dependencies, ...devDependencies };
  const shipped = (path: string) => isProduct(path) && !isTest(path) && !path.includes('-suite.');
  return [
    ...Object.entries(all)
      .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
      .map(([name, version]) => `package.json: ${name} is not pinned: ${version}`),
    ...tree.files.filter(isScript).flatMap((path) =>
      packagesIn(tree.text(path))
        .filter((name) => !(name in (shipped(path) ? dependencies : all)))
        .map(
          (name) =>
            `${path}: imports ${name}, which package.json does not list${shipped(path) ? ' as shipped' : ''}`,
        ),
    ),
  ];
}

const packagesIn = (text: string) =>
  importsOf(text)
    .filter(
      (target) => /^@?[a-z]/.test(target) && !target.startsWith('node:') && !target.startsWith('virtual:'),
    )
    .map((target) => target.split('/', target.startsWith('@') ? 2 : 1).join('/'));
