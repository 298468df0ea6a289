import type messages from '../_locales/zh_TW/messages.json';

export type MessageKey = keyof typeof messages;

/** A text of ours in the browser's language; `parts` fill `$1`, `$2` … in order. */
export function t(key: MessageKey, ...parts: (string | number)[]): string {
  return chrome.i18n.getMessage(key, parts.map(String));
}

/** Which of our two languages the browser chose; error texts and dates follow it. */
export function language(): 'zh' | 'en' {
  return t('ui_lang').startsWith('zh') ? 'zh' : 'en';
}

/** For the root of each page, so that a screen reader and the fonts know. */
export function markLanguage(): void {
  document.documentElement.lang = t('ui_lang');
}
