import { describe, expect, it } from 'vitest';
import { judge, sexOf } from './judge.ts';
import { fits, type Place, wild } from './match.ts';
import { mixed } from './mixed.ts';
import type { Texts } from './reader.ts';

const verdict = (texts: Texts) => judge({ ready: true, noPatient: false, activeVisit: true, texts });

describe('verdict', () => {
  it('reads a whole patient, however the page writes it', () => {
    const texts = { id: 'ａ123456789', birthDate: '民國65年3月12日', name: '王小明', sex: '女', chartNo: '' };
    expect(verdict(texts)).toEqual({
      status: 'patient',
      patient: {
        id: 'A123456789',
        birthDate: '1976-03-12',
        name: '王小明',
        sex: 'F',
        chartNo: null,
        department: null,
        doctor: null,
        visitType: null,
      },
    });
  });

  it.each([
    [{ id: '' }, { status: 'waiting' }],
    [{ id: null }, { status: 'moved', field: 'id' }],
    [{ id: '', name: null }, { status: 'waiting' }],
    [
      { id: 'A123456789', name: null },
      { status: 'moved', field: 'name' },
    ],
    [
      { id: 'A123456789', birthDate: null },
      { status: 'moved', field: 'birthDate' },
    ],
    [
      { id: 'A123456789', birthDate: '48 歲' },
      { status: 'moved', field: 'birthDate' },
    ],
    [{ id: 'A12****789' }, { status: 'masked' }],
    [{ id: 'A12○○○○789' }, { status: 'masked' }],
    [{ id: 'TEMP-0001' }, { status: 'unclear', field: 'id' }],
    [{ id: 'A12345678' }, { status: 'unclear', field: 'id' }],
  ] as [Texts, object][])('%j is %j', (texts, expected) => {
    expect(verdict(texts)).toEqual(expected);
  });

  it('lets a masked birth date and an absent optional field pass', () => {
    const { patient } = verdict({ id: 'A123456789', birthDate: '065/**/**', sex: null }) as never as {
      patient: object;
    };
    expect(patient).toMatchObject({ birthDate: null, sex: null });
  });

  it('knows no sex but the two that cards know', () => {
    expect(['男', 'M', '1', '女性', 'female', '2', '不明', '', '男 男性'].map(sexOf)).toEqual([
      'M',
      'M',
      'M',
      'F',
      'F',
      'F',
      null,
      null,
      null,
    ]);
  });
});

describe('half of one patient and half of another', () => {
  const wang = { id: 'A123456789', name: '王小明', birthDate: '1976-03-12', chartNo: '1' };
  const lin = { id: 'B223456788', name: '林美麗', birthDate: '1982-11-30', chartNo: '2' };
  const twin = { ...lin, birthDate: wang.birthDate };
  const without = ({ chartNo, ...rest }: typeof wang) => rest;

  it.each([
    ['a new name, or a name corrected', { ...wang, name: lin.name }, 'id'],
    ['a new ID alone', { ...wang, id: lin.id }, 'birthDate'],
    ['a new ID and chart number', { ...wang, id: lin.id, chartNo: lin.chartNo }, 'birthDate'],
    ['the former chart number', { ...lin, chartNo: wang.chartNo }, 'chartNo'],
    ['a new name and birth date', { ...lin, id: wang.id }, 'id'],
  ])('%s: nobody can tell', (_, now, field) => {
    expect(mixed(wang, now)).toEqual({ field, shared: false });
  });

  it('a name or birth date may be shared, where more than the ID is new', () => {
    expect(mixed(wang, { ...lin, name: wang.name })).toEqual({ field: 'name', shared: true });
    expect(mixed(without(wang), without({ ...lin, name: wang.name }))).toEqual({
      field: 'name',
      shared: true,
    });
    expect(mixed(wang, twin)).toEqual({ field: 'birthDate', shared: true });
    expect(mixed(without(wang), without(twin))).toEqual({ field: 'birthDate', shared: false });
    const named = { id: wang.id, name: wang.name };
    expect(mixed(named, { ...named, id: lin.id })).toEqual({ field: 'name', shared: false });
  });

  it('is not seen in a whole change, in none, or where nothing was before', () => {
    expect(mixed(wang, lin)).toBeNull();
    expect(mixed(wang, wang)).toBeNull();
    expect(mixed({}, wang)).toBeNull();
  });

  it('takes no hint from what is empty or masked, unless one masked text became another', () => {
    expect(mixed({ ...wang, name: '王○明' }, { ...lin, name: '王○明' })).toBeNull();
    expect(mixed(wang, { ...wang, name: '王○明' })).toBeNull();
    expect(mixed(wang, { ...lin, chartNo: '' })).toBeNull();
    expect(mixed({ ...wang, name: '王○明' }, { ...wang, name: '林○麗' })).toMatchObject({ field: 'id' });
  });
});

describe('match', () => {
  const place: Place = {
    origin: 'http://127.0.0.1:8080',
    path: '/opd/chart.asp',
    address: '/opd/chart.asp?no=7#top',
    top: false,
  };
  const match = (one: object) =>
    fits({ match: { origins: ['http://127.0.0.1:*'], frames: 'any', ...one } } as never, place);

  it('compares origin, frame and path', () => {
    expect(match({})).toBe(true);
    expect(match({ origins: ['https://127.0.0.1:*'] })).toBe(false);
    expect(match({ origins: ['http://127.0.0.1'] })).toBe(false);
    expect(match({ frames: 'top' })).toBe(false);
    expect(match({ frames: 'child' })).toBe(true);
    expect(match({ paths: ['/opd/*'] })).toBe(true);
    expect(match({ paths: ['/opd'] })).toBe(false);
    expect(match({ paths: ['/opd/chart.asp?no=*'] })).toBe(true);
  });

  it('lets * stand for any text and nothing else for anything', () => {
    expect(wild('/a*b*c', '/a--b--c')).toBe(true);
    expect(wild('/a*c', '/ac')).toBe(true);
    expect(wild('/ab*ba', '/aba')).toBe(false);
    expect(wild('/a.c', '/abc')).toBe(false);
  });
});
