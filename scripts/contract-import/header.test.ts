import { describe, expect, it } from 'vitest';
import { headerOf, isPartOfHeader } from './header.ts';

const rolesOf = (...titles: string[]) =>
  headerOf(titles.map((text, i) => ({ text, x0: i * 10, x1: i * 10 + 10 })))?.map(({ role }) => role) ?? null;

describe('the header of a field table', () => {
  it.each([
    [['項次', '欄位代碼', '欄位名稱', '型態', '長度', '必填', '說明']],
    [['序號', '標籤', '中文名稱', '屬性', '長 度', 'Ｍ／Ｏ', '備註']],
    [['項次', '英文欄位', '資料名稱', '資料格式', '資料長度', '必要欄位', '內容說明']],
  ])('knows the columns of %j', (titles) => {
    expect(rolesOf(...titles)).toEqual(['item', 'code', 'name', 'type', 'length', 'required', 'remark']);
  });

  it('takes 欄位 for the name where another column is the code, and for the code where none is', () => {
    expect(rolesOf('代碼', '欄位', '長度')).toEqual(['code', 'name', 'length']);
    expect(rolesOf('欄位', '中文名稱', '長度')).toEqual(['code', 'name', 'length']);
  });

  it('knows a column of code and name', () => {
    expect(rolesOf('代碼/名稱', '型態', '長度')).toEqual(['codeName', 'type', 'length']);
    expect(rolesOf('欄位名稱（代碼）', '型態', '長度')).toEqual(['codeName', 'type', 'length']);
  });

  it('has a line above it that says less, which a row of data never is', () => {
    const cells = (...titles: string[]) => titles.map((text, i) => ({ text, x0: i * 10, x1: i * 10 + 10 }));
    expect(isPartOfHeader(cells('項次', '欄位', '資料', '必要欄位', '說明'))).toBe(true);
    expect(isPartOfHeader(cells('40', '必填', '轉診院所代碼 (d140)', 'X(10)', '全形字佔二位元組'))).toBe(
      false,
    );
  });

  it('is no row of data, no table of anything else, and nothing that names no values', () => {
    expect(rolesOf('4', 'r4', '錯誤代碼', 'X', '8', 'O', '')).toBeNull();
    expect(rolesOf('40', '必填', '轉診院所代碼', 'X(10)', '全形字佔二位元組', '名稱')).toBeNull();
    expect(rolesOf('版本', '日期', '修訂內容')).toBeNull();
    expect(rolesOf('代碼', '名稱')).toBeNull();
  });
});
