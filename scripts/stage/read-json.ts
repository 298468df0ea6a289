import { readFileSync } from 'node:fs';
import * as v from 'valibot';

/** More would only repeat the first. */
const MOST_ISSUES = 5;

/** A JSON file that the user named, checked. Throws with its name and every field that is wrong. */
export function readJson<S extends v.GenericSchema>(file: string, schema: S): v.InferOutput<S> {
  const result = v.safeParse(schema, parsed(file));
  if (result.success) return result.output;
  const issues = result.issues.slice(0, MOST_ISSUES);
  const lines = issues.map((issue) => `  ${v.getDotPath(issue) ?? '(the file)'}: ${issue.message}`);
  throw new Error([`${file}:`, ...lines].join('\n'));
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
  }
}
