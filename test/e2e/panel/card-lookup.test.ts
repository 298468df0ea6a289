import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CardRoom, openCardRoom } from '../../simulator/cards/card-room.ts';
import type { NhiCardData } from '../../simulator/cards/virtual-card.ts';
import type { SimPatient } from '../../simulator/patients/patient.ts';
import { type Desk, eventually, openDesk, settled, viewText } from './desk.ts';

/** NHI cards in a real pcscd's virtual reader, beside the chart of a HIS made of frames. */
let room: CardRoom;
let desk: Desk;
let child: SimPatient;
let mother: SimPatient;

beforeAll(async () => {
  room = await openCardRoom();
  desk = await openDesk('frameset', { hostEnv: { PCSCLITE_CSOCK_NAME: room.env.PCSCLITE_CSOCK_NAME ?? '' } });
  child = find('child');
  mother = find('mother');
});
afterAll(async () => {
  await desk.close();
  await room.close();
});
beforeEach(() => desk.panel.bringToFront());

function find(scenario: SimPatient['scenario']): SimPatient {
  const found = desk.queue.find((one) => one.scenario === scenario);
  if (!found) throw new Error(`no ${scenario} in the queue`);
  return found;
}

/** The card of a patient. Its name is not the chart's: names are never compared. */
function cardOf({ id, birthDate, sex }: SimPatient): NhiCardData {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const roc = `${String(Number(year) - 1911).padStart(3, '0')}${month}${day}`;
  return { cardNo: '000012345678', name: '卡上姓名', id, birthDate: roc, sex, issuedOn: '1090101' };
}
const card = () => viewText(desk, 'card');
const other = () => desk.panel.locator('#view-card .chip.bad').count();

describe("the child's chart is on the screen", () => {
  it('and the reader is empty', async () => {
    await desk.choose(child.queueNo);
    await settled(desk, child);
    await desk.panel.keyboard.press('Alt+c');
    await eventually(card).toContain('讀卡機裡沒有卡片');
  });

  it("the mother's card is named as not the patient's, and not looked up by itself", async () => {
    room.insert(0, cardOf(mother));
    await eventually(card).toContain(mother.id);
    expect(await card()).toContain('不是畫面上的病人');
    expect(await other()).toBe(1);
    expect(await card()).not.toContain('NHICANARY');
  });

  it('Enter looks her up, under her own name and never in the view of the screen', async () => {
    await eventually(() => desk.panel.evaluate(() => document.activeElement?.textContent)).toContain(
      '查詢這張卡',
    );
    await desk.panel.keyboard.press('Enter');
    const head = desk.panel.locator('#view-card .free .whose');
    await eventually(() => head.innerText()).toContain(mother.id);
    expect(await head.innerText()).toContain('非畫面上的病人');
    expect(await desk.panel.locator('#view-screen').textContent()).not.toContain(mother.canary);
    expect(await desk.panel.locator('#view-screen .whose .id').textContent()).toBe(child.id);
  });

  it('her offer goes with the card', async () => {
    room.pull(0);
    await eventually(card).toContain('讀卡機裡沒有卡片');
    expect(await desk.panel.locator('.offer').count()).toBe(0);
  });

  it("the child's own card is known by ID and birth date, whatever name it bears", async () => {
    room.insert(0, cardOf(child));
    await eventually(card).toContain('與畫面病人的身分證號、生日相同');
    expect(await other()).toBe(0);
    room.pull(0);
    await eventually(card).toContain('讀卡機裡沒有卡片');
  });

  it('the same ID with another birth date is another person', async () => {
    room.insert(0, { ...cardOf(child), birthDate: '0010101' });
    await eventually(other).toBe(1);
    expect(await card()).toContain('不是畫面上的病人');
  });
});

describe('the screen changes under a card', () => {
  it('the offer is covered until it is asked for, whoever is on the screen now', async () => {
    await desk.choose(mother.queueNo);
    await settled(desk, mother);
    expect(await card()).toContain('畫面已更換');
    expect(await desk.panel.locator('.offer').count()).toBe(0);
    await desk.panel.locator('#view-card .actions button').click();
    await eventually(() => desk.panel.locator('.offer').innerText()).toContain(child.id);
    expect(await other()).toBe(1);
  });
});

describe('what a reader can be', () => {
  it('a card that is none of the NHI', async () => {
    room.pull(0);
    room.insert(0, cardOf(child), { other: true });
    await eventually(card).toContain('代碼 app:cardUnreadable');
    room.pull(0);
    await eventually(card).toContain('讀卡機裡沒有卡片');
  });

  it('no reader at all, and no service', async () => {
    await room.restartDaemon({ readers: false });
    await eventually(card).toMatch(/沒有接上讀卡機|代碼 app:cardNoReader/);
    await room.killDaemon();
    await eventually(card).toMatch(/智慧卡服務沒有啟動/);
  });
});
