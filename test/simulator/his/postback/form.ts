import { type Html, html } from '../html.ts';

export const PREFIX = 'ctl00_ContentPlaceHolder1_';
const NAME = 'ctl00$ContentPlaceHolder1$';

/** The frame of every page: one form that posts to itself, with its hidden fields and `__doPostBack`. */
export function aspPage(title: string, action: string, viewState: string, body: Html): string {
  return html`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head><meta charset="utf-8" /><title>${title}</title>
<link href="style.css" rel="stylesheet" type="text/css" /></head>
<body>
<form name="aspnetForm" method="post" action="${action}" id="aspnetForm">
<div class="aspNetHidden">
<input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" />
<input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="" />
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="${viewState}" />
<input type="hidden" name="__VIEWSTATEGENERATOR" id="__VIEWSTATEGENERATOR" value="CA0B0334" />
</div>
<script src="postback.js" type="text/javascript"></script>
${body}
</form>
</body>
</html>`.text;
}

/** `<a>` of a LinkButton or a grid's command: a full postback. */
export function postbackLink(control: string, argument: string, text: string): Html {
  const script = `javascript:__doPostBack('${NAME}${control}','${argument}')`;
  return html`<a id="${linkId(control, argument)}" href="${script}">${text}</a>`;
}

const linkId = (control: string, argument: string) =>
  PREFIX + (argument ? `${control}_${argument.replace('$', '_')}` : control);

/** A read-only text box of the server's. */
export function textBox(control: string, value: string, width: number): Html {
  return html`<input name="${NAME}${control}" type="text" value="${value}" readonly="readonly" id="${PREFIX}${control}" class="txt" style="width:${width}px;" />`;
}

export function textArea(control: string, value: string, rows: number): Html {
  return html`<textarea name="${NAME}${control}" rows="${rows}" cols="20" readonly="readonly" id="${PREFIX}${control}" class="txt area">${value}</textarea>`;
}

/** What was clicked, without the naming containers; empty when the page is asked for anew. */
export const eventTarget = (form: URLSearchParams) => (form.get('__EVENTTARGET') ?? '').replace(NAME, '');
export const posted = (form: URLSearchParams, control: string) => form.get(NAME + control);
