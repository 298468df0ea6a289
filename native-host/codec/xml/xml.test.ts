import { describe, expect, it } from 'vitest';
import { shipped } from '../../../test/codec/documents.ts';
import { faultOf, toldOf } from '../../../test/codec/faults.ts';
import { charsetOf } from '../charset/charset-of.ts';
import { decodeFile } from '../codec.ts';

/** Two marks as the platform would write them, an element a line. */
const document = shipped('etf.document');
const [code = {}, ...others] = [
  Object.fromEntries(document.elements.map(({ key, code: { value } }) => [key, value])),
];
expect(others).toEqual([]);
const el = (key: string, text: string) => `<${code[key]}>${text}</${code[key]}>\n`;
const record = (no: string, more = '') =>
  `<ETF>\n${el('institutionReferralNo', no)}${el('patient.id', 'A123456789')}${el('patient.name', '王許功蓋')}${el('patient.birthDate', '0650312')}${el('mark', '1')}${el('set', 'Y')}${el('actedOn', '1141124')}${el('actor.code', '3501200000')}${more}</ETF>\n`;
const HEAD = '<HEAD>\n<h1>3501200000</h1>\n<h2>1141124</h2>\n<h3>2</h3>\n</HEAD>\n';
const DECLARATION = '<?xml version="1.0" encoding="Big5"?>\n';
const whole = (records = record('R1') + record('R2'), head = HEAD) =>
  `${DECLARATION}<IPR>\n${head}${records}</IPR>\n`;
const big5 = (text: string) => charsetOf('Big5').encode(text);
const fault = (text: string) => faultOf(document, big5(text));
const told = (text: string) => toldOf(document, big5(text));
const read = (text: string) => decodeFile(document, big5(text));
const at = (text: string, what: string) => {
  const before = text.slice(0, text.indexOf(what));
  const line = before.split('\n').length;
  return `line ${line}, column ${before.length - before.lastIndexOf('\n')}, byte ${big5(before).length}`;
};

describe('what is read', () => {
  it('is whole', () => {
    expect(told(whole())).toEqual([]);
    expect(read(whole()).records.map((one) => one.institutionReferralNo)).toEqual(['R1', 'R2']);
  });

  it.each([
    ['comments', `<!-- a -->\n${record('R<!-- & < -->1')}`],
    ['an end tag in a comment', record('R<!-- </ETF> -->1')],
    ['CDATA', record('<![CDATA[R]]>1')],
    ['an end tag in CDATA', `${record('R1', el('note', '<![CDATA[a</ETF>]]>'))}`],
    ['references', record('&#82;&#x31;')],
    ['blanks in tags', record('R1').replace('<ETF>', '<ETF >').replace('</ETF>', '</ETF\n>')],
  ])('%s', (_, first) => {
    const text = whole(first + record('R2'));
    expect(told(text)).toEqual([]);
    expect(read(text).records[0]?.institutionReferralNo).toBe('R1');
  });

  it('blanks and line ends are the text’s own', () => {
    const { records } = read(whole(record(' R1 ', el('note', ' a\r\nb&#13; ')) + record('R2')));
    expect(records[0]).toMatchObject({ institutionReferralNo: ' R1 ', note: ' a\nb\r ' });
  });
});

describe('what is no file of ours ends in a code and a place', () => {
  const dtd = '<!DOCTYPE IPR [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
  it.each<[string, string, string, string]>([
    ['no end tag', whole(record('R1').replace(`</${code.set}>`, '')), 'app:fileMalformed', ''],
    ['tags crossed', whole(record('<x><y></x></y>')), 'app:fileMalformed', '</x></y>'],
    ['a stray &', whole(record('R & 1')), 'app:fileMalformed', '& 1'],
    ['a stray <', whole(record('R < 1')), 'app:fileMalformed', '< 1'],
    [']]> in text', whole(record('R]]>1')), 'app:fileMalformed', ']]>1'],
    ['an attribute without quotes', whole(record('<x a=1></x>')), 'app:fileMalformed', '<x a=1>'],
    ['an attribute twice', whole(record('<x a="1" a="2"/>')), 'app:fileMalformed', '<x a="1"'],
    ['a control character', whole(record('R\x01')), 'app:fileMalformed', '\x01'],
    ['the number of a control character', whole(record('R&#1;')), 'app:fileMalformed', '&#1;'],
    ['half a pair by number', whole(record('R&#xD800;')), 'app:fileMalformed', '&#xD800;'],
    ['an entity', whole(record('&a;')), 'app:fileForbidden', '&a;'],
    ['an outside entity', whole(record('&xxe;')), 'app:fileForbidden', '&xxe;'],
    ['an instruction', whole(record('<?php x?>')), 'app:fileForbidden', '<?php'],
    ['a DTD in a record', whole(record(dtd)), 'app:fileForbidden', '<!DOCTYPE'],
    ['depth', whole(record(`${'<x>'.repeat(40)}${'</x>'.repeat(40)}`)), 'app:fileOverLimit', ''],
    ['elements without number', whole(record('<x/>'.repeat(10_001))), 'app:fileOverLimit', ''],
    ['end tags in comments', whole(record('<!--</ETF>-->'.repeat(20))), 'app:fileOverLimit', '<ETF>'],
    ['-- in a comment', whole(record('<!-- a -- b -->')), 'app:fileMalformed', '-- b'],
  ])('%s in a record', (_, text, key, place) => {
    expect(fault(text)).toMatch(new RegExp(`^${key} \\(record 1, line \\d+, column \\d+, byte \\d+\\)$`));
    if (place) expect(fault(text)).toBe(`${key} (record 1, ${at(text, place)})`);
  });

  it.each<[string, string, string, string]>([
    ['a DTD', whole().replace('<IPR>', `${dtd}<IPR>`), 'app:fileForbidden', '<!DOCTYPE'],
    ['an instruction', whole().replace('<IPR>', '<?xsl a?><IPR>'), 'app:fileForbidden', '<?xsl'],
    ['an instruction among the records', whole(`${record('R1')}<?a?>`), 'app:fileForbidden', '<?a?>'],
    ['another root', whole().replaceAll('IPR>', 'IPL>'), 'app:fileOther', '<IPL>'],
    ['text among the records', whole(`${record('R1')}x`), 'app:fileMalformed', 'x</IPR>'],
    ['something behind the root', `${whole()}<IPR/>`, 'app:fileMalformed', '<IPR/>'],
    ['another end', whole().replace('</IPR>', '</IPL>'), 'app:fileMalformed', '</IPL>'],
    ['UTF-8 declared', whole().replace('Big5', 'UTF-8'), 'app:fileEncodingDiffers', '<?xml'],
    ['HKSCS declared', whole().replace('Big5', 'big5-hkscs'), 'app:fileEncodingDiffers', '<?xml'],
    ['no encoding declared', whole().replace(' encoding="Big5"', ''), 'app:fileEncodingDiffers', '<?xml'],
    ['XML 1.1', whole().replace('1.0', '1.1'), 'app:fileMalformed', '<?xml'],
    ['a garbled declaration', whole().replace('encoding', 'encodin'), 'app:fileMalformed', '<?xml'],
    ['a declaration that is not the first', ` ${whole()}`, 'app:fileForbidden', '<?xml'],
  ])('%s', (_, text, key, place) => {
    expect(fault(text)).toBe(`${key} (${at(text, place)})`);
  });

  it.each([
    ['a byte order mark of UTF-8', [0xef, 0xbb, 0xbf]],
    ['one of UTF-16', [0xff, 0xfe]],
    ['one of UTF-16, big end first', [0xfe, 0xff]],
  ])('%s', (_, mark) => {
    expect(faultOf(document, Buffer.concat([Buffer.from(mark), big5(whole())]))).toMatch(
      /^app:fileEncodingDiffers/,
    );
  });

  it('nothing at all, and an empty root', () => {
    expect(fault('')).toBe('app:fileTruncated (line 1, column 1, byte 0)');
    expect(told(`${DECLARATION}<IPR/>`)).toEqual(['elementMissing count @2:7']);
  });

  it('a file cut anywhere', () => {
    const bytes = big5(whole());
    for (let length = 0; length < bytes.length - 1; length++)
      expect(faultOf(document, bytes.subarray(0, length)), String(length)).toMatch(
        /^app:file(Truncated|Malformed) \(.*byte \d+\)$/,
      );
  });

  it('fewer records than the head says, or more', () => {
    expect(fault(whole(record('R1')))).toMatch(/^app:fileIncomplete/);
    expect(fault(whole(record('R1').repeat(3)))).toMatch(/^app:fileIncomplete/);
    expect(fault(whole(undefined, HEAD.replace('<h3>2<', '<h3>many<')))).toMatch(/^app:fileIncomplete/);
  });

  it('more records than the contract lets be', () => {
    const few = { ...document, maxRecords: { value: 1, from: 'assumed' } };
    expect(faultOf(few, big5(whole()))).toMatch(/^app:fileOverLimit \(record 2/);
  });

  it('a record longer than any', () => {
    expect(fault(whole(record('R'.repeat(200_000))))).toMatch(/^app:fileOverLimit \(record 1, line 8/);
  });

  it('a file in another encoding without a word: too much of it means nothing', () => {
    const text = whole(record('R1', el('note', '這張轉診單的編碼不對'.repeat(20))));
    expect(faultOf(document, new TextEncoder().encode(text))).toMatch(/^app:bytesInvalid \(record 1, line/);
  });
});

describe('what the contract does not foresee is kept and told', () => {
  const first = (text: string) => read(text).records[0];
  const kept = (text: string) =>
    read(text).kept.map(({ key, element, bytes }) => [key, element, charsetOf('Big5').decode(bytes).text]);

  it('an unknown element', () => {
    const text = whole(record('R1', '<新欄>王</新欄>\n') + record('R2'));
    expect(told(text)).toEqual(['elementUnknown  @17:1']);
    expect(kept(text)).toEqual([['', '新欄', '<新欄>王</新欄>']]);
  });

  it('an element twice: the first one counts', () => {
    const again = el('note', '一') + el('note', '二');
    const text = whole(record('R1', again) + record('R2'));
    expect(told(text)).toEqual(['elementRepeated note @18:1']);
    expect(first(text)?.note).toBe('一');
    expect(kept(text)).toEqual([['note', '', el('note', '二').trim()]]);
  });

  it('an element at another place', () => {
    const name = el('patient.name', '王許功蓋');
    const text = whole(record('R1').replace(name, '').replace('</ETF>', `${name}</ETF>`) + record('R2'));
    expect(told(text)).toEqual(['elementMoved patient.name @16:1']);
    expect(first(text)?.['patient.name']).toBe('王許功蓋');
    expect(kept(text)).toEqual([]);
  });

  it('a missing one', () => {
    expect(told(whole(record('R1').replace(el('set', 'Y'), '') + record('R2')))).toEqual([
      'elementMissing set @8:1',
    ]);
  });

  it('a date that is none, a code of no list, a field with elements in it', () => {
    const text = whole(
      record('R1')
        .replace('0650312', '0650231')
        .replace(el('set', 'Y'), el('set', '?'))
        .replace('王許功蓋', '<b>王</b>') + record('R2'),
    );
    expect(told(text)).toEqual([
      'kindWrong patient.name @11:1',
      'dateUnreadable patient.birthDate @12:1',
      'codeUnlisted set @14:1',
    ]);
    expect(first(text)).toMatchObject({ 'patient.birthDate': null, 'patient.name': null, set: null });
    expect(kept(text).map(([key]) => key)).toEqual(['patient.name', 'patient.birthDate', 'set']);
  });

  it('bytes that are no character', () => {
    const bytes = Buffer.from(big5(whole()));
    const name = bytes.indexOf(big5('王許功蓋'));
    bytes[name + 2] = 0xff;
    const decoded = decodeFile(document, bytes);
    expect(toldOf(document, bytes)[0]).toBe('bytesBroken patient.name @11:6');
    expect(decoded.problems[0]?.place?.byte).toBe(name + 2);
    expect(decoded.records[0]?.['patient.name']).toContain('\ufffd');
    expect(Buffer.from(decoded.kept[0]?.bytes ?? []).includes(0xff)).toBe(true);
  });

  it('attributes, at the root and elsewhere', () => {
    const text = whole(record('R1').replace('<ETF>', '<ETF a="&amp;>">') + record('R2'));
    expect(told(text.replace('<IPR>', '<IPR xmlns="urn:x">'))).toEqual([
      'attributeUnknown  @2:5',
      'attributeUnknown  @8:5',
    ]);
  });

  it('text between elements', () => {
    const text = whole(record('R1', '散文\n') + record('R2'));
    expect(told(text)).toEqual(['elementUnknown  @17:1']);
    expect(kept(text)[0]?.[2]).toContain('散文');
  });

  it('a value that is too long', () => {
    expect(told(whole(record('R'.repeat(21)) + record('R2')))).toEqual([
      'tooLong institutionReferralNo @9:1',
    ]);
  });

  it('an element beside the records, and a second head', () => {
    const text = whole(`${record('R1')}${record('R2')}<SUM>\n<n>2</n></SUM>${HEAD}`);
    expect(told(text)).toEqual(['elementUnknown  @28:1', 'elementRepeated  @29:15']);
  });

  it.each([
    'constructor',
    '__proto__',
    'prototype',
    'toString',
    'hasOwnProperty',
  ])('<%s>, a name that JavaScript keeps for itself', (name) => {
    const text = whole(record('R1', `<${name}>x</${name}>`) + record('R2'));
    const outcome = fault(text);
    if (outcome === 'none') expect(told(text)).toEqual(['elementUnknown  @17:1']);
    else expect(outcome).toMatch(/^app:fileMalformed \(record 1, line 8/);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('no declaration', () => {
    const text = whole().replace(DECLARATION, '');
    expect(told(text)).toEqual(['declarationMissing  @1:1']);
    expect(faultOf(document, new TextEncoder().encode(text))).toMatch(/^app:fileEncodingDiffers/);
  });
});
