import * as v from 'valibot';
import { AdapterSchema } from '../../shared/adapter/adapter.ts';
import type { Tree } from './tree.ts';

const FOLDER = /^extension\/content\/adapters\/([^/]+)\.json$/;

/** Every adapter that we ship can be loaded, and is named as its file is. */
export function checkAdapters(tree: Tree): string[] {
  return tree.files.flatMap((path) => {
    const name = FOLDER.exec(path)?.[1];
    return name === undefined ? [] : faultsOf(tree.text(path), name).map((fault) => `${path}: ${fault}`);
  });
}

function faultsOf(text: string, name: string): string[] {
  const { success, issues, output } = v.safeParse(AdapterSchema, JSON.parse(text));
  if (!success) return issues.map((issue) => `${v.getDotPath(issue) ?? 'root'}: ${issue.message}`);
  return output.id === name ? [] : [`is called ${output.id} inside`];
}
