import { back, click, clicking, go, hurried, type Player, reload, type Switch } from './player.ts';

const ROW = 28;
const next = clicking(null, '.nav__next');
const quick = clicking(null, '.nav__quick');
const call = clicking(null, '.quick:not([style*="none"]) .quick__next');

/** Rows of the virtual list get other patients while it scrolls. */
const row: Switch = async (page, random) => {
  const top = ROW * random.below(92);
  await page.evaluate((to) => document.querySelector('.vlist')?.scrollTo(0, to), top).catch(() => undefined);
  return click(page, null, '.vlist__row', random);
};

export const spa: Player = {
  his: 'spa',
  at: (start, no) => `${start}visit/${no}?late=random,${no},500`,
  toPatients: {
    next,
    hurriedNext: hurried(next, 4),
    row,
    hurriedRows: hurried(row, 3),
    value: async (page, random) => (await call(page, random)) || quick(page, random),
    hurriedValues: async (page, random) => (await hurried(call, 3)(page, random)) || quick(page, random),
    revealed: clicking(null, '.pt-panel:not([style*="none"]) .pt-banner__reveal'),
    back: go(-1),
    forward: go(1),
    wholePage: clicking(null, '.nav__full'),
    cacheBack: back,
    reload,
  },
  toNobody: {
    maskedList: clicking(null, '.nav__list'),
    masked: clicking(null, '.masked-list:not([style*="none"]) tbody button'),
    finished: clicking(null, '.nav__finish'),
    nobody: clicking(null, '.nav__clear'),
    notice: clicking(null, '.nav__notice'),
  },
};
