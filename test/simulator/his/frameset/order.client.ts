/* 「叫下一號」 of the old HIS: only `input.value` is set, which no MutationObserver sees. */
(() => {
  const field = (name: string) => document.querySelector<HTMLInputElement>(`input[name=${name}]`);
  const button = document.querySelector('input[type=button]');
  button?.addEventListener('click', () => {
    const request = new XMLHttpRequest();
    request.open('GET', `next.asp?after=${Number(field('NO')?.value ?? 0)}`);
    request.onload = () => {
      for (const [name, value] of Object.entries(JSON.parse(request.responseText))) {
        const input = field(name);
        if (input) input.value = String(value);
      }
    };
    request.send();
  });
})();
