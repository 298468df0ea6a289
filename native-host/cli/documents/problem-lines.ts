import {
  type Problem,
  type ProblemWords,
  problemText,
  type TitleOf,
} from '../../../shared/domain/problem.ts';

export interface ToldProblem extends Problem {
  title: string | null;
  zh: ProblemWords;
  en: ProblemWords;
}

/** A problem with its words, as `--json` has it; `upload`: of what we send. */
export function told(problem: Problem, titleOf: TitleOf, upload: boolean): ToldProblem {
  const title = titleOf(problem.key.replace(/\[\d+\]/g, ''));
  return { ...problem, title, ...problemText(problem, titleOf, upload) };
}

/** For people: what it is, where it stands, what to do; the second line in English, with what IT asks for. */
export function problemLines({ severity, code, key, zh, en, ...at }: ToldProblem): string[] {
  const mark = severity === 'error' ? '✘' : '!';
  return [
    `${mark} ${whereText(at)}${zh.what}。${zh.next}。`,
    `    ${en.what}. ${en.next}. [${[code, key].filter(Boolean).join(' ')}]`,
  ];
}

function whereText({ record, place }: Pick<Problem, 'record' | 'place'>): string {
  const parts = [
    ...(record < 0 ? [] : [`第 ${record + 1} 筆`]),
    ...(place ? [`第 ${place.line} 行第 ${place.column} 字`] : []),
  ];
  return parts.length > 0 ? `${parts.join('，')}：` : '';
}

export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some(({ severity }) => severity === 'error');
