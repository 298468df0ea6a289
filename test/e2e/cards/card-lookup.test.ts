import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildHost } from '../../../scripts/build-host.ts';
import { type CardRoom, openCardRoom } from '../../simulator/cards/card-room.ts';
import type { NhiCardData } from '../../simulator/cards/virtual-card.ts';
import type { SimPatient } from '../../simulator/patients/patient.ts';
import { type Started, startSimulator } from '../../simulator/start.ts';
import { configFor, type Frame, type HostClient, newDirectory, startHost } from '../host-client.ts';

/** From the card in the reader to the NHI's answer, through the bundled host's pipes. */
let simulator: Started;
let room: CardRoom;
let host: HostClient;
let launcher: string;
let mother: SimPatient;
let child: SimPatient;
const directory = newDirectory();

beforeAll(async () => {
  launcher = await buildHost({ outDir: join(directory, 'host'), installed: false });
  simulator = await startSimulator();
  room = await openCardRoom();
  const patients = await simulator.control.patients();
  const found = patients.find(({ scenario }) => scenario === 'child');
  const hers = patients.find(({ index }) => index === found?.relative);
  if (!found || !hers) throw new Error('The simulator has no mother and child');
  [mother, child] = [hers, found];
});
afterAll(async () => {
  await simulator.stop();
  await room.close();
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  const env = { HOME: newDirectory(), PCSCLITE_CSOCK_NAME: room.env.PCSCLITE_CSOCK_NAME ?? '' };
  const config = configFor(simulator.addresses);
  host = startHost({ command: [launcher], args: ['host', '--config', config], env });
});
afterEach(async () => {
  room.pull(0);
  await host.end();
});

/** The card of a patient of the simulator; its name is another, since names decide nothing. */
function cardOf({ cardNo, id, birthDate, sex }: SimPatient, name = '卡面姓名'): NhiCardData {
  const roc = String(Number(birthDate.slice(0, 4)) - 1911).padStart(3, '0');
  const packed = roc + birthDate.slice(5, 7) + birthDate.slice(8, 10);
  return { cardNo, name, id, birthDate: packed, sex, issuedOn: '1090101' };
}

const offered = (id: string) => (frame: Frame) =>
  frame.event === 'card.changed' && frame.body.whose?.id === id;
const lookUp = (offer: string | null) => host.ask({ type: 'lookup.card', body: { offer, doctor: null } });

describe('the card in the plain reader', () => {
  it('is offered while the panel watches, and looked up when the offer is taken', async () => {
    const steps = room.events.length;
    room.insert(0, cardOf(child));
    await room.seen(({ event }) => event === 'inserted', steps);
    expect(await host.ask({ type: 'card.watch' })).toMatchObject({ ok: true, body: { watching: true } });
    const { body } = await host.frame(offered(child.id));
    expect(body).toMatchObject({ state: 'card', error: null });
    const answer = await lookUp(body.offer);
    expect(answer.body.whose).toMatchObject({ id: child.id, birthDate: child.birthDate });
    expect(answer.body.badge).toMatchObject({ state: child.expected.state, count: child.expected.count });
  });

  it("is the mother's beside the child's chart: her name, her referrals, and no others", async () => {
    await host.ask({ type: 'card.watch' });
    room.insert(0, cardOf(mother, '王'));
    const { body } = await host.frame(offered(mother.id));
    const answer = await lookUp(body.offer);
    expect(answer.body.whose).toMatchObject({ id: mother.id, birthDate: mother.birthDate });
    expect(JSON.stringify(answer)).not.toContain(child.id);
    expect(JSON.stringify(answer)).not.toContain(child.canary);
  });

  it('is not asked about once it has left, nor when another has come', async () => {
    await host.ask({ type: 'card.watch' });
    room.insert(0, cardOf(child));
    const { body } = await host.frame(offered(child.id));
    const before = (await simulator.control.log()).length;
    const events = room.events.length;
    room.pull(0);
    await room.seen(({ event }) => event === 'pulled', events);
    expect((await lookUp(body.offer)).error?.key).toBe('app:cardRemoved');
    await host.frame((frame) => frame.body?.state === 'empty' && host.frames.indexOf(frame) > 2);
    room.insert(0, cardOf(mother));
    await host.frame(offered(mother.id));
    expect((await lookUp(body.offer)).error?.key).toBe('app:cardChanged');
    expect(await simulator.control.log(before)).toEqual([]);
  });

  it('is told of to nobody who does not watch', async () => {
    const steps = room.events.length;
    room.insert(0, cardOf(child));
    const answer = await lookUpWhenThere(steps);
    expect(answer.body.whose).toMatchObject({ id: child.id });
    expect(host.frames.filter(({ event }) => event === 'card.changed')).toEqual([]);
  });

  /** Without watching there is no event: asked until pcscd has noticed the card. */
  async function lookUpWhenThere(since: number): Promise<Frame> {
    await room.seen(({ event }) => event === 'powered', since);
    let answer = await lookUp(null);
    while (answer.error?.key === 'app:cardNone') answer = await lookUp(null);
    return answer;
  }
});
