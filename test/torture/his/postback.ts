import { back, clicking, hurried, type Player, reload, type Switch } from './player.ts';

const P = '#ctl00_ContentPlaceHolder1_';
const select = clicking(null, '[id*="gvQueue_Select_"]');
const link = clicking(null, '#lnkNext');
const value = clicking('ifrChart', `${P}btnNextValue`);
const partial = clicking('ifrChart', `${P}btnNextPartial`);

/** There and back: a page that came by POST is not kept, so nobody goes forward to one. */
const thereAndBack: Switch = async (page, random) => (await link(page, random)) && (await back(page, random));

export const postback: Player = {
  his: 'postback',
  at: (start, no) => `${start}?no=${no}`,
  toPatients: {
    select,
    whole: clicking('ifrChart', `${P}btnNext`),
    partial,
    hurriedPartials: hurried(partial, 3),
    value,
    hurriedValues: hurried(value, 4),
    link,
    thereAndBack,
    reload,
  },
  toNobody: {
    otherPage: clicking(null, '[id*="gvQueue_Page_"]'),
    mask: clicking('ifrChart', `${P}btnMask`),
    finished: clicking('ifrChart', `${P}btnFinish`),
    nobody: clicking('ifrChart', `${P}btnClear`),
  },
};
