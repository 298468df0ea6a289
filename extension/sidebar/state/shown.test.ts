import { describe, expect, test } from 'vitest';
import type { Screen } from '../../../shared/protocol/extension-messages.ts';
import type { Report } from '../../messaging/listen.ts';
import { sameShown, shownOf } from './shown.ts';

const patient = {
  id: 'A123456789' as never,
  birthDate: '1976-03-12' as never,
  name: '王小明',
  sex: 'M',
  chartNo: '001',
  department: null,
  doctor: null,
  visitType: null,
} as const;

function report(frame: number, change: Partial<Screen> = {}): Report {
  const screen: Screen = {
    nonce: String(frame).repeat(32).slice(0, 32),
    seq: 1,
    status: 'patient',
    field: null,
    patient,
    activeVisit: true,
    visible: true,
    trusted: true,
    trigger: 'auto',
    ...change,
  };
  return { tab: 7, frame, page: 'https://his.example', screen };
}

const blank = (frame: number, status: Screen['status'], field: string | null = null) =>
  report(frame, { status, field, patient: null });

describe('what the tab shows', () => {
  test('nothing was said', () => expect(shownOf([])).toEqual({ kind: 'silent' }));

  test('the frame with the patient wins over frames that have none', () => {
    const shown = shownOf([report(3), blank(0, 'noPatient'), blank(1, 'waiting')]);
    expect(shown).toMatchObject({ kind: 'patient', binding: { tab: 7, frame: 3, seq: 1 }, held: null });
  });

  test('two frames with two people are several, with the same person they are not', () => {
    const other = report(1, { patient: { ...patient, id: 'B123456780' as never } });
    expect(shownOf([report(0), other])).toEqual({ kind: 'several' });
    expect(shownOf([report(0), report(1)])).toMatchObject({ kind: 'patient', binding: { frame: 1 } });
  });

  test('the same ID with another birth date is another person', () => {
    const other = report(1, { patient: { ...patient, birthDate: '2006-03-12' as never } });
    expect(shownOf([report(0), other])).toEqual({ kind: 'several' });
  });

  test('a field that moved is named', () => {
    expect(shownOf([blank(0, 'noPatient'), blank(1, 'moved', 'birthDate')])).toEqual({
      kind: 'moved',
      field: 'birthDate',
    });
  });

  test.each([
    [{ trusted: false }, 'app:noUserEvent'],
    [{ visible: false }, 'app:notVisible'],
    [{ activeVisit: false }, 'app:noActiveVisit'],
  ] as const)('%o holds the automatic lookup back', (change, held) => {
    expect(shownOf([report(0, change)])).toMatchObject({ held });
  });
});

test('one click anywhere in the tab is enough for its later documents', () => {
  expect(shownOf([report(0, { trusted: false })], true)).toMatchObject({ held: null });
});

describe('what may stay on the screen', () => {
  const shown = shownOf([report(0)]);

  test('the same document and patient, told again', () => {
    expect(sameShown(shown, shownOf([report(0, { patient: { ...patient, name: '王 小明' } })]))).toBe(true);
  });

  test.each<[string, Partial<Screen>]>([
    ['another patient of the document', { seq: 2 }],
    ['another document', { nonce: 'f'.repeat(32) }],
    ['another ID under the same number', { patient: { ...patient, id: 'B123456780' as never } }],
    ['another birth date under the same number', { patient: { ...patient, birthDate: null } }],
    ['a page that is not whole', { status: 'waiting', patient: null }],
    ['no patient', { status: 'noPatient', patient: null }],
  ])('not after %s', (_, change) => {
    expect(sameShown(shown, shownOf([report(0, change)]))).toBe(false);
  });
});
