import { back, clicking, go, hurried, type Player, reload, SEEN, type Switch } from './player.ts';

const chart = (no: number) => `a[href="chart.asp?no=${no}"]`;
const order = clicking('menu', 'a[href="order.asp"]');
const call = clicking('main', 'input[type=button]');

const queue: Switch = (page, random) => clicking('queue', chart(1 + random.below(SEEN)))(page, random);

export const frameset: Player = {
  his: 'frameset',
  at: (start, no) => `${start}?no=${no}`,
  toPatients: {
    queue,
    neighbour: clicking('main', 'a[href^="chart.asp?no="]:not([href*="end="])'),
    hurriedQueue: hurried(queue, 4),
    value: async (page, random) => (await call(page, random)) || order(page, random),
    hurriedValues: async (page, random) => (await hurried(call, 3)(page, random)) || order(page, random),
    back: go(-1),
    forward: go(1),
    wholePage: clicking('main', 'a[target=_top]'),
    cacheBack: back,
    reload,
  },
  toNobody: {
    nobody: clicking('menu', 'a[href="blank.asp"]'),
    maskedList: clicking('menu', 'a[href="list.asp"]'),
    finished: clicking('main', 'a[href$="end=1"]'),
    notice: clicking('menu', 'a[href="notice.asp"]'),
  },
};
