import { Html, html } from '../html.ts';
import type { Reply } from '../http.ts';
import { big5 } from './big5.ts';

const FONT = new Html(`body, td, th, input, textarea, select {
  font-family: 細明體, MingLiU, "Noto Serif CJK TC", serif; font-size: 13px; }
body { margin: 4px; background: #d6dfe8; }
a { color: #00338f; }
th { background: #8ea6bf; color: #fff; font-weight: normal; }`);

const HEAD = html`<meta http-equiv="Content-Type" content="text/html; charset=big5">`;

/** A Big5 page. The header names no charset, as of old: the page's own declaration must do. */
export function page(title: string, body: Html): Reply {
  return {
    type: 'text/html',
    body: big5(
      html`<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html><head>${HEAD}<title>${title}</title><style>${FONT}</style></head>
<body>${body}</body></html>`.text,
    ),
  };
}

/** The outer frameset: menu above, queue at the left, `main` shows the given page. */
export function frames(main: string): Reply {
  return {
    type: 'text/html',
    body: big5(
      html`<html><head>${HEAD}<title>門診醫令系統 V3.2 - 示範醫院</title></head>
<frameset rows="54,*" border="1">
<frame name="menu" src="menu.asp" scrolling="no" noresize>
<frameset cols="270,*">
<frame name="queue" src="queue.asp">
<frame name="main" src="${main}">
</frameset></frameset></html>`.text,
    ),
  };
}
