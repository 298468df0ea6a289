import { describe, expect, it } from 'vitest';
import { errorTables } from '../../shared/protocol/errors/texts.ts';
import { checkButtons, checkLocales } from './locales.ts';
import { repository, treeOf } from './tree.ts';

const real = repository();
const zhFile = 'extension/_locales/zh_TW/messages.json';
const enFile = 'extension/_locales/en/messages.json';

/** What is found in the real tree, once some files are changed, that was not found before. */
function newFaults(texts: Record<string, string>): string[] {
  const files = [...new Set([...real.files, ...Object.keys(texts)])];
  const before = checkLocales(real);
  const after = checkLocales({ files, text: (path) => texts[path] ?? real.text(path) });
  return after.filter((fault) => !before.includes(fault));
}

function without(path: string, key: string): string {
  const { [key]: _gone, ...rest } = JSON.parse(real.text(path));
  return JSON.stringify(rest);
}

function withKey(path: string): string {
  return JSON.stringify({ ...JSON.parse(real.text(path)), nobody_asks: { message: 'x' } });
}

describe('texts in two languages', () => {
  it('lack a key in one language', () => {
    expect(newFaults({ [enFile]: without(enFile, 'refresh') })).toEqual([`${enFile}: lacks refresh`]);
  });

  it('lack a key that is asked for', () => {
    const both = { [enFile]: without(enFile, 'refresh'), [zhFile]: without(zhFile, 'refresh') };
    expect(newFaults(both)).toContainEqual(expect.stringContaining('asks for refresh'));
  });

  it('hold a key that nobody asks for', () => {
    const both = { [enFile]: withKey(enFile), [zhFile]: withKey(zhFile) };
    expect(newFaults(both)).toEqual([`${zhFile}: nobody asks for nobody_asks`]);
  });

  it.each([
    ["say('no_such')", 'asks for no_such'],
    [['t(`no_such_$', '{kind}`)'].join(''), 'asks for no_such_'],
    ["'__MSG_no_such__'", 'asks for no_such'],
  ])('are asked by %s for what is not there', (code, fault) => {
    expect(newFaults({ 'extension/probe.ts': code })).toEqual([expect.stringContaining(fault)]);
  });

  it('lack words for a state of the badge', () => {
    const both = { [enFile]: without(enFile, 'badge_overdue'), [zhFile]: without(zhFile, 'badge_overdue') };
    expect(newFaults(both)).toContainEqual(expect.stringContaining('no words for overdue'));
  });
});

describe('buttons in error texts', () => {
  it('are missed when a label changes', () => {
    const text = errorTables.reader?.['4050'] ?? expect.unreachable();
    const tree = treeOf({ [zhFile]: '{"refresh":{"message":"重新查詢"}}' });
    expect(checkButtons(tree, { reader: { 4050: text } })).toEqual([
      expect.stringContaining('「認證安全模組」'),
    ]);
  });
});
