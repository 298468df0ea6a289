import type { Problem, ProblemCode } from '../../../shared/domain/problem.ts';

/** What leaves a field empty that was filled in. */
const UNREAD: readonly ProblemCode[] = ['codeUnlisted', 'dateUnreadable', 'base64Broken', 'elementMissing'];

/**
 * What reading has told, with its place, and what else was found. Nothing is told twice, nor that a field is
 * empty whose value could not be read.
 */
export function withoutEchoes(read: readonly Problem[], judged: readonly Problem[]): Problem[] {
  const unread = new Set(read.filter(({ code }) => UNREAD.includes(code)).map(fieldOf));
  const first = new Map<string, Problem>();
  for (const one of [...read, ...judged.filter((found) => !unread.has(fieldOf(found)))]) {
    const name = JSON.stringify([one.record, one.key, one.code]);
    if (!first.has(name)) first.set(name, one);
  }
  return [...first.values()];
}

const fieldOf = ({ record, key }: Problem) => `${record} ${key}`;
