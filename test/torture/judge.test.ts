import { describe, expect, test } from 'vitest';
import type { SimPatient } from '../simulator/patients/patient.ts';
import { makePatients } from '../simulator/patients/patients.ts';
import { PageJudge, PanelJudge } from './judge.ts';
import type { PageSample } from './samples.ts';

const [first, second] = makePatients('2026-03-10') as [SimPatient, SimPatient];
const patients = new Map([first, second].map((one) => [one.id, one]));
const own = { state: first.expected.state, count: first.expected.count, elsewhere: false, text: '' };
const covered = { state: 'covered', count: 0, elsewhere: false, text: '' };

/** The page shows the first patient from 0 on, and the panel from 10 on. */
function standing() {
  const page = new PageJudge(patients);
  const panel = new PanelJudge(patients, page);
  const counts = { frames: 1, tick: 0, lastTick: 0, changes: 0, lastChanges: 0 };
  const sample = (over: Partial<PageSample>) =>
    page.take({
      doc: 'a',
      top: true,
      at: 0,
      gone: false,
      id: first.id,
      by: 'value',
      badge: own,
      ...counts,
      ...over,
    });
  const header = (at: number, id: string | null) =>
    panel.take({ at, frames: 1, header: id, canaries: [], heard: id ? [id] : [] });
  sample({});
  header(10, first.id);
  const covers = () => {
    panel.finish();
    return panel.covers;
  };
  return { page, sample, header, covers };
}

describe('how long the panel shows who is gone', () => {
  test('from the change of the page, even where the panel was heard first', () => {
    const { sample, header, covers } = standing();
    header(135, null);
    sample({ at: 120, id: second.id, changes: 3, badge: covered });
    expect(covers()).toEqual([{ ms: 15, silent: false }]);
  });

  test('from the document that was left, told late and told once', () => {
    const { page, sample, header, covers } = standing();
    header(135, null);
    sample({ doc: 'b', at: 300, id: second.id, badge: null });
    page.left({ doc: 'a', at: 105 });
    page.left({ doc: 'a', at: 105 });
    expect(covers()).toEqual([{ ms: 30, silent: false }]);
    expect(page.shown.map(({ at }) => at)).toEqual([0, 105, 300]);
  });

  test('of a value that a script set: from the task that noticed', () => {
    const { sample, header, covers } = standing();
    sample({ at: 120, id: second.id });
    sample({ at: 200, id: second.id, badge: covered });
    header(212, null);
    expect(covers()).toEqual([{ ms: 12, silent: true }]);
  });

  test('nothing where nobody knows when the page changed', () => {
    const { sample, header, covers } = standing();
    header(100, null);
    sample({ at: 120, id: second.id, changes: 3, badge: covered });
    expect(covers()).toEqual([]);
  });
});

describe('another ID beside the old badge', () => {
  test('is nobody’s fault where a script set the value, though the form was changed in a task before', () => {
    const { page, sample } = standing();
    sample({ at: 120, id: second.id, changes: 2, lastChanges: 2 });
    sample({ at: 200, id: second.id, changes: 2, lastChanges: 2, badge: covered });
    expect(page.violations).toEqual([]);
    expect(page.silentMs).toEqual([80]);
  });

  test('is accused where the task that changed it left a mutation to notice', () => {
    const { page, sample } = standing();
    sample({ at: 120, id: second.id, changes: 2, lastChanges: 0 });
    expect(page.violations.map(({ where }) => where)).toEqual(['badge']);
  });
});

describe('a header that nobody reported', () => {
  const late = (ms: number) => {
    const { page, sample } = standing();
    sample({ at: 500, id: null, changes: 3, badge: covered });
    const panel = new PanelJudge(patients, page);
    panel.take({ at: 500 + ms, frames: 1, header: first.id, canaries: [], heard: [] });
    panel.finish();
    return panel.violations.length;
  };

  test('was read from the page a moment before it left', () => expect(late(6)).toBe(0));

  test('is accused where its patient was gone by then', () => expect(late(150)).toBe(1));
});
