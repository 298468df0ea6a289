import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { onlyAdministratorsWrite } from './sddl.ts';
import { checkSecure, type Rule } from './secure.ts';

const owner = process.getuid?.() ?? 0;

function place(): { rule: Rule; dir: string; file: string } {
  const top = mkdtempSync(join(tmpdir(), 'secure-'));
  const dir = join(top, 'a', 'b');
  mkdirSync(dir, { recursive: true, mode: 0o755 });
  const file = join(dir, 'config.json');
  writeFileSync(file, '{}', { mode: 0o644 });
  return { rule: { owner, top }, dir, file };
}

describe('checkSecure', () => {
  it('takes what only its owner writes', () => {
    const { file, rule } = place();
    expect(() => checkSecure(file, rule)).not.toThrow();
  });

  it.each([0o664, 0o646, 0o666])('refuses a file of mode %o and names it', (mode) => {
    const { file, rule } = place();
    chmodSync(file, mode);
    expect(() => checkSecure(file, rule)).toThrow(expect.objectContaining({ key: 'app:configInsecure' }));
    expect(() => checkSecure(file, rule)).toThrow('config.json');
  });

  it('refuses a folder above it that others may write', () => {
    const { file, rule } = place();
    chmodSync(join(rule.top, 'a'), 0o777);
    expect(() => checkSecure(file, rule)).toThrow(/app:configInsecure .*\/a\)/);
  });

  it("refuses another's file", () => {
    const { file, rule } = place();
    expect(() => checkSecure(file, { ...rule, owner: owner + 1 })).toThrow('app:configInsecure');
  });

  it('refuses a link, to a file or on the way', () => {
    const { file, dir, rule } = place();
    symlinkSync(file, join(dir, 'link.json'));
    symlinkSync(dir, join(rule.top, 'short'));
    expect(() => checkSecure(join(dir, 'link.json'), rule)).toThrow('app:configInsecure');
    expect(() => checkSecure(join(rule.top, 'short', 'config.json'), rule)).toThrow('short');
  });

  it('refuses a folder that everyone may write to, as /tmp is', () => {
    expect(() => checkSecure(place().file, { owner, top: '/' })).toThrow('app:configInsecure');
  });
});

describe('onlyAdministratorsWrite', () => {
  it.each([
    'O:BAG:SYD:PAI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1200a9;;;BU)',
    'O:SYG:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;FRFX;;;BU)(A;OICIIOID;GA;;;CO)',
    'O:S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464G:SYD:(A;;FA;;;BA)',
  ])('takes %s', (sddl) => expect(onlyAdministratorsWrite(sddl)).toBe(true));

  it.each([
    ['owned by a user', 'O:S-1-5-21-1-2-3-1001G:SYD:(A;;FA;;;BA)'],
    [
      'users may write data (ProgramData as Windows ships it)',
      'O:BAG:SYD:AI(A;ID;FA;;;BA)(A;CIID;DCLCRPCR;;;BU)',
    ],
    ['a user has everything', 'O:BAG:SYD:(A;;FA;;;S-1-5-21-1-2-3-1001)'],
    ['a mask with write', 'O:BAG:SYD:(A;;0x1301bf;;;AU)'],
    ['everyone', 'O:BAG:SYD:(A;;GA;;;WD)'],
    ['a conditional entry', 'O:BAG:SYD:(XA;;FA;;;WD;(x))'],
    ['no list at all', 'O:BAG:SY'],
    ['a null list', 'O:BAG:SYD:NO_ACCESS_CONTROL'],
    ['nothing', ''],
  ])('refuses: %s', (_why, sddl) => expect(onlyAdministratorsWrite(sddl)).toBe(false));
});
