import type { AnyDocument } from '../../contract/documents.ts';
import { DEPARTMENTS, wordsOf } from '../form-words.ts';
import { type Rule, stated, warning } from './finding.ts';

/** The NHI adds departments; one that our list lacks is pointed out and goes. */
export const departments: Rule<AnyDocument> = (document) =>
  ['sender.department', 'receiver.department', 'arranged.department', 'replier.department']
    .filter((key) => stated(document[key]) && !wordsOf(DEPARTMENTS, document[key]))
    .map((key) => warning('departmentUnlisted', key));
