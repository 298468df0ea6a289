import type { Adapter } from '../../../shared/adapter/adapter.ts';
import { originFits } from '../../../shared/adapter/match.ts';
import { literal } from './text.ts';

/** Where a document stands. `origin` is inherited by about:blank frames, `address` is path + query + fragment. */
export interface Place {
  origin: string;
  path: string;
  address: string;
  top: boolean;
}

export function placeOf(view: Window): Place {
  const { pathname, search, hash } = view.location;
  return {
    origin: view.origin,
    path: pathname,
    address: pathname + search + hash,
    top: view.top === view,
  };
}

/** May the adapter ever fit this document, whatever a router does to its path? */
export function mayFit({ match }: Adapter, place: Place): boolean {
  const frame = match.frames === 'any' || (match.frames === 'top') === place.top;
  return frame && match.origins.some((origin) => originFits(origin, place.origin));
}

/** Does it fit now? A path pattern that holds `?` or `#` is compared with query and fragment too. */
export function fits(adapter: Adapter, place: Place): boolean {
  const { paths } = adapter.match;
  return (
    mayFit(adapter, place) &&
    (!paths || paths.some((path) => wild(path, /[?#]/.test(path) ? place.address : place.path)))
  );
}

/** `*` stands for any text; everything else for itself. */
export function wild(pattern: string, text: string): boolean {
  if (!pattern.includes('*')) return text === pattern;
  return new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`, 's').test(text);
}
