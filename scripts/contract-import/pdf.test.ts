import { describe, expect, it } from 'vitest';
import { isGarbled } from './pdf.ts';
import { withoutRadicals } from './radicals.ts';

const words = (text: string) => [{ text }];

describe('the text of a PDF', () => {
  it('is garbled where fonts do not say what they show, and not for one strange sign', () => {
    expect(isGarbled(words('��轉�單格式�明'))).toBe(true);
    expect(isGarbled(words(`院所自編序號${'轉診單'.repeat(20)}\ue000`))).toBe(false);
  });

  it('is in the characters that people type, not in the radicals that look like them', () => {
    expect(withoutRadicals('\u2ed1度、\u2ea0國、\u2f83編、\u2f47期')).toBe('長度、民國、自編、日期');
    expect(withoutRadicals('院所')).toBe('院所');
  });
});
