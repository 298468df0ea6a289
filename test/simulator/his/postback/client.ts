/* The HIS's own scripts: __doPostBack, the UpdatePanel, and the button that only sets `value`. */
(() => {
  const PREFIX = 'ctl00_ContentPlaceHolder1_';
  const byId = (id: string, where: Document = document) =>
    where.getElementById(id) as HTMLInputElement | null;
  const form = document.querySelector('form') as HTMLFormElement;

  function doPostBack(target: string, argument: string): void {
    fill('__EVENTTARGET', target);
    fill('__EVENTARGUMENT', argument);
    form.submit();
  }

  function fill(id: string, value: string, where: Document = document): void {
    const control = byId(id, where);
    if (control) control.value = value;
  }

  /** The outer page shows the number, and the lab frame beside us has to follow. */
  function tellOuterPage(): void {
    const no = byId(`${PREFIX}txtSeqNo`)?.value ?? '';
    const outer = window.parent;
    const now = outer === window ? null : byId(`${PREFIX}txtNow`, outer.document);
    if (!now || now.value === no) return;
    now.value = no;
    const lab = outer.document.getElementById('ifrLab') as HTMLIFrameElement | null;
    lab?.contentWindow?.location.replace(`Lab.aspx?no=${no || 0}`);
  }

  async function post(target: string): Promise<string> {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) body.append(name, String(value));
    // Not set in the page: the value of a hidden input is its attribute, and that would be a mutation.
    body.set('__EVENTTARGET', target);
    body.set('__ASYNCPOST', 'true');
    const headers = { 'X-MicrosoftAjax': 'Delta=true' };
    return (await fetch(form.action, { method: 'POST', headers, body })).text();
  }

  /** `length|type|id|content|` again and again, as ASP.NET AJAX answers. */
  function* parts(delta: string): Generator<[type: string, id: string, content: string]> {
    let at = 0;
    while (at < delta.length) {
      const [length = '', type = '', id = ''] = delta.slice(at).split('|', 3);
      const from = at + length.length + type.length + id.length + 3;
      yield [type, id, delta.slice(from, from + Number(length))];
      at = from + Number(length) + 1;
    }
  }

  async function partial(): Promise<void> {
    for (const [type, id, content] of parts(await post('ctl00$ContentPlaceHolder1$btnNextPartial'))) {
      const fragment = document.createRange().createContextualFragment(content);
      if (type === 'updatePanel') document.getElementById(id)?.replaceChildren(fragment);
      if (type === 'hiddenField') fill(id, content);
    }
    tellOuterPage();
  }

  async function onlyValues(): Promise<void> {
    const answer = await post('ctl00$ContentPlaceHolder1$btnNextValue');
    for (const [id, value] of Object.entries(JSON.parse(answer) as Record<string, string>)) fill(id, value);
    tellOuterPage();
  }

  function wire(): void {
    byId(`${PREFIX}btnNextPartial`)?.addEventListener('click', () => void partial());
    byId(`${PREFIX}btnNextValue`)?.addEventListener('click', () => void onlyValues());
    if (byId(`${PREFIX}txtSeqNo`)) tellOuterPage();
  }

  Object.assign(window, { __doPostBack: doPostBack });
  document.addEventListener('DOMContentLoaded', wire);
})();
