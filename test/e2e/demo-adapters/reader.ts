import { judge, others } from '../../../extension/content/adapter/judge.ts';
import { fits, placeOf } from '../../../extension/content/adapter/match.ts';
import { Reader } from '../../../extension/content/adapter/reader.ts';
import { readVisit } from '../../../extension/content/adapter/visit.ts';
import type { Adapter } from '../../../shared/adapter/adapter.ts';

/** The content script's own reading, made callable in a page. Null where the adapter is not for this document. */
function readHere(adapter: Adapter) {
  if (!fits(adapter, placeOf(window))) return null;
  const reader = new Reader(adapter, document);
  const look = reader.look();
  return {
    verdict: judge(look),
    active: look.activeVisit,
    rest: others(reader.rest()),
    visit: readVisit(adapter, document),
  };
}

Object.assign(globalThis, { readHere });
export type Reading = ReturnType<typeof readHere>;
