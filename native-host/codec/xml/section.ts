import { Markup } from './markup.ts';

/** An element that the text does not end; `until`: it waits for the end of a comment or CDATA section first. */
export interface Open {
  until: '' | '-->' | ']]>';
}

/** Behind the comment or CDATA section whose `<!` is at `at`. A declaration of any kind is never let in. */
export function sectionAt(text: string, at: number): number | Open {
  if (text.startsWith('<!--', at)) return commentAt(text, at);
  if (!text.startsWith('<![CDATA[', at)) throw new Markup('forbidden', at);
  const end = text.indexOf(']]>', at + 9);
  return end < 0 ? { until: ']]>' } : end + 3;
}

function commentAt(text: string, at: number): number | Open {
  const dashes = text.indexOf('--', at + 4);
  if (dashes < 0 || dashes + 2 === text.length) return { until: '-->' };
  if (text[dashes + 2] !== '>') throw new Markup('malformed', dashes);
  return dashes + 3;
}
