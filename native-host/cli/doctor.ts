import {
  type DoctorLine,
  type Language,
  linkText,
  notesText,
  remedyText,
  stateText,
} from '../../shared/protocol/doctor-texts.ts';
import { localCall } from '../wire/local-call.ts';
import { type Command, report } from './command.ts';
import { withHost } from './with-host.ts';

export const command: Command = {
  usage: 'doctor',
  summary: '從瀏覽器到健保署逐項檢查 / Looks at every link from the browser to the NHI',
  options: {},
  words: { least: 0, most: 0 },
  run: async ({ load }) => {
    const answer = await withHost(load, (host) => localCall(host, 'doctor.run', {}));
    const broken = answer.links.some(({ state }) => state === 'fail');
    const inLanguage = (language: Language) => answer.links.map((line) => lineText(line, language));
    return report(answer, [...inLanguage('zh'), '', ...inLanguage('en')], !broken);
  },
};

/** One line a link. */
function lineText(line: DoctorLine, language: Language): string {
  const found = [notesText(line.notes, language), remedyText(line, language)].filter(Boolean);
  const [open, close, colon, stop] = language === 'zh' ? ['［', '］', '：', '。'] : ['[', '] ', ': ', '. '];
  return `${open}${stateText(line.state, language)}${close}${linkText(line.link, language)}${colon}${found.join(stop)}`;
}
