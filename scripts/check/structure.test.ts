import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { errorTables } from '../../shared/protocol/errors/texts.ts';
import { events } from '../../shared/protocol/events.ts';
import { hostMessages } from '../../shared/protocol/host-messages.ts';
import { GENERATED } from '../generate/generated.ts';
import { manifestFor } from '../manifest.ts';
import { checkAdapters } from './adapters.ts';
import { CODES, checkCommands, checkErrors, errorKeyExists } from './errors.ts';
import { checkFileLength } from './file-length.ts';
import { checkGenerated } from './generated.ts';
import { checkReleaseManifests, siteFaults } from './manifest.ts';
import { checkMessages, looseObjects } from './messages.ts';
import { repository, treeOf } from './tree.ts';

const real = repository();

it('the repository lists itself, and nothing that git ignores', () => {
  expect(real.files).toContain('scripts/check/tree.ts');
  expect(real.files.filter((path) => path.startsWith('node_modules/'))).toEqual([]);
  expect([real.text('package.json').length > 0, real.text('no/such/file')]).toEqual([true, '']);
});

it('file length: 400 lines may be, 401 not', () => {
  const lines = (count: number) => 'x\n'.repeat(count);
  expect(checkFileLength(treeOf({ 'a.ts': lines(400), 'b.json': lines(900) }))).toEqual([]);
  expect(checkFileLength(treeOf({ 'a.ts': lines(401), 'b.css': lines(402) }))).toHaveLength(2);
});

describe('messages', () => {
  const good = hostMessages['card.watch'];
  const naming = (names: string[]) => treeOf({ 'a.test.ts': names.map((name) => `'${name}'`).join(', ') });
  const tests = naming(['card.watch', ...Object.keys(events)]);
  const faults = (change: object) => checkMessages(tests, { 'card.watch': { ...good, ...change } });

  it.each([
    ['no doc', { doc: '' }],
    ['a doc of several lines', { doc: 'One thing.\nAnother thing.' }],
    ['an error that does not exist', { errors: ['app:noSuchThing'] }],
    ['no sender', { senders: [] }],
    ['a request that takes unknown keys', { request: v.object({}) }],
    ['one deep inside', { request: v.strictObject({ a: v.optional(v.array(v.nullable(v.object({})))) }) }],
  ])('finds %s', (_, change) => {
    expect(faults({})).toEqual([]);
    expect(faults(change)).toHaveLength(1);
  });

  it('finds a message and an event that no test names', () => {
    const silent = naming(Object.keys(events).filter((name) => name !== 'progress'));
    expect(checkMessages(silent, { 'card.watch': good })).toEqual([
      expect.stringContaining('card.watch'),
      expect.stringContaining('progress'),
    ]);
  });

  it('looks through pipes and variants', () => {
    const pipe = v.pipe(
      v.object({}),
      v.check(() => true),
    );
    const variant = v.variant('a', [v.strictObject({ a: v.literal(1) }), v.object({ a: v.literal(2) })]);
    expect([looseObjects(pipe).length, looseObjects(variant).length]).toEqual([1, 1]);
    expect(looseObjects(v.strictObject({ a: v.strictObject({}) }))).toEqual([]);
  });
});

describe('error codes', () => {
  const text = errorTables.app?.internal ?? expect.unreachable();
  const faults = (change: object) =>
    checkErrors(treeOf({ [CODES]: '' }), { app: { x: { ...text, ...change } } });

  it.each([
    ['no Chinese', { zh: { ...text.zh, next: 'Tell IT' } }],
    ['no English', { en: { ...text.en, what: '成功' } }],
    ['no next step', { en: { ...text.en, next: '' } }],
    ['a class that is none', { class: 'maybe' }],
    ['nobody who can help', { who: 'someone' }],
    ['a text too long for the panel', { zh: { ...text.zh, what: '長'.repeat(61) } }],
  ])('finds %s', (_, change) => {
    expect(faults({})).toEqual([]);
    expect(faults(change)).toHaveLength(1);
  });

  it('finds a code that has vanished', () => {
    const before = treeOf({ [CODES]: 'app:internal\napp:gone\n' });
    expect(checkErrors(before)).toEqual([expect.stringContaining('app:gone')]);
  });

  it('finds an NHI code without provenance', () => {
    expect(checkErrors(treeOf({}), { reader: { 1: text } })).toEqual([expect.stringContaining('comes from')]);
  });

  it.each([
    'referral-host sign',
    'referral-host reader forget',
    '`referral-host reader trust --print`',
  ])('finds that %s is no command', (next) => {
    const cli = treeOf({
      'native-host/cli/reader.ts': "usage: 'reader status | reader trust --fingerprint SHA256',",
    });
    const named = (words: string) => ({ app: { x: { ...text, zh: { ...text.zh, next: words } } } });
    expect(checkCommands(cli, named('請執行 referral-host reader trust --fingerprint，再試'))).toEqual([]);
    expect(checkCommands(cli, named(next))).toHaveLength(1);
  });

  it('knows codes and channels', () => {
    const keys = ['app:internal', 'reader:*', 'app:gone', 'toString:*', 'app:toString'];
    expect(keys.map(errorKeyExists)).toEqual([true, true, false, false, false]);
  });
});

it('adapters: a typing error and a wrong name are found', () => {
  const path = real.files.find(
    (file) => file.startsWith('extension/content/adapters/') && file.endsWith('.json'),
  );
  const adapter = JSON.parse(real.text(path ?? ''));
  const faults = (change: object) =>
    checkAdapters(treeOf({ [path ?? '']: JSON.stringify({ ...adapter, ...change }) }));
  expect(faults({})).toEqual([]);
  expect(faults({ readdy: {} })).toEqual([expect.stringContaining('readdy')]);
  expect(faults({ id: 'another' })).toHaveLength(1);
});

describe('release manifest', () => {
  const release = manifestFor({ browser: 'chromium', sites: [] });

  it.each([
    ['a granted site', manifestFor({ browser: 'chromium', sites: ['http://127.0.0.1/*'] })],
    ['a site among the permissions', { ...release, permissions: ['storage', 'https://*/*'] }],
    ['every tab', { ...release, permissions: ['tabs'] }],
    ['a static content script', { ...release, content_scripts: [] }],
    ['a page that may message us', { ...release, externally_connectable: {} }],
    ['a looser policy', { ...release, content_security_policy: {} }],
    ['no optional sites', { ...release, optional_host_permissions: undefined }],
  ])('finds %s', (_, manifest) => {
    expect(siteFaults(release)).toEqual([]);
    expect(siteFaults(manifest)).toHaveLength(1);
  });

  it('finds a permission without a reason, and another version', () => {
    const texts = {
      'package.json': '{"version":"9.9.9"}',
      'docs/permissions.md': real.text('docs/permissions.md'),
    };
    expect(checkReleaseManifests(treeOf(texts))).toHaveLength(2);
    const bare = { ...texts, 'package.json': real.text('package.json'), 'docs/permissions.md': '' };
    expect(checkReleaseManifests(treeOf(bare))).toContainEqual(expect.stringContaining('nativeMessaging'));
  });
});

it.each(
  GENERATED.map(({ path }) => path),
)('generated: a change to %s by hand is found, and a missing file', (path) => {
  const one = GENERATED.filter((file) => file.path === path);
  const text = one[0]?.make() ?? '';
  expect(checkGenerated(treeOf({ [path]: text }), one)).toEqual([]);
  expect(checkGenerated(treeOf({ [path]: `${text} ` }), one)).toHaveLength(1);
  expect(checkGenerated(treeOf({}), one)).toHaveLength(1);
});
