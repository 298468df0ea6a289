import { loadContracts } from '../../native-host/contract/contracts.ts';
import { ContractError } from '../../native-host/contract/refusal.ts';
import { SHIPPED } from '../../native-host/contract/shipped.ts';
import type { Tree } from './tree.ts';

const FOLDER = 'shared/contract/';

/** Every contract file is shipped, is called as its operation, and all of them together are whole. */
export function checkContracts(tree: Tree, shipped: readonly { file: string }[] = SHIPPED): string[] {
  const files = tree.files
    .filter((path) => path.startsWith(FOLDER) && path.endsWith('.json') && !path.endsWith('.schema.json'))
    .map((path) => ({ file: path.slice(FOLDER.length), text: tree.text(path) }));
  const listed = shipped.map(({ file }) => file);
  const names = files.map(({ file }) => file);
  return [
    ...names
      .filter((file) => !listed.includes(file))
      .map((file) => `${FOLDER}${file}: is not shipped; list it in native-host/contract/shipped.ts`),
    ...listed
      .filter((file) => !names.includes(file))
      .map((file) => `${FOLDER}${file}: is shipped but not there`),
    ...contentFaults(files),
  ];
}

function contentFaults(files: readonly { file: string; text: string }[]): string[] {
  try {
    const contracts = loadContracts([], files).all();
    return contracts
      .filter(({ operation }) => !files.some(({ file }) => file === `${operation}.json`))
      .map(({ operation }) => `${FOLDER}: ${operation} stands in a file of another name`);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const { file, line, path, remedy } = error.refusal;
    return [`${FOLDER}${file}:${line}: ${path} should be: ${remedy}`];
  }
}
