import { parseArgs } from 'node:util';

export interface ImportOptions {
  pdf: string;
  operation: string;
  edition: string | null;
  /** null: show only; `ask`: on the terminal; else names of proposals, or `all-certain`. */
  accept: string | null;
  out: string;
  json: boolean;
}

export const HELP = `npm run -s contract-import -- <pdf> --operation NAME [options]

讀出健保署格式文件（PDF）的欄位表，與現行合約比對，逐項列出差異；接受的值寫成 contract.d 的檔案。
Reads the field table of an NHI format document, lists how it differs from the contract, and writes what is
accepted as a file for contract.d. Nothing is accepted by itself.

  --operation NAME   作業，例如 eta / the operation that the document is about
  --edition YEAR     文件的西元年份 / the document's year, where its first page does not name it
  --accept           逐項詢問 / ask on the terminal: y, n, a (the rest that is certain), q
  --accept K,K       接受這些 / accept these: patient.id, patient.id.maxBytes, or a whole path of the list
  --accept all-certain
                     接受全部「確定」者 / accept all that is marked certain
  --out FILE         寫到哪裡，已有的檔案會保留其內容 / where to write; what the file states already stays
                     (default out/contract-import/NAME.json)
  --json             機器可讀 / for programs
  --help
`;

/** Reads the command line. Throws an Error that says what is wrong with it. */
export function importOptions(args: readonly string[]): ImportOptions | 'help' {
  const { values, positionals } = parseArgs({
    args: withAsk(args),
    allowPositionals: true,
    options: {
      operation: { type: 'string' },
      edition: { type: 'string' },
      accept: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const [pdf, ...more] = positionals;
  if (!pdf || more.length > 0 || !values.operation)
    throw new Error('缺少 <pdf> 或 --operation / one PDF and --operation are needed; see --help');
  return {
    pdf,
    operation: values.operation,
    edition: values.edition ?? null,
    accept: values.accept ?? null,
    out: values.out ?? `out/contract-import/${values.operation}.json`,
    json: values.json,
  };
}

/** `--accept` with nothing behind it asks. */
function withAsk(args: readonly string[]): string[] {
  return args.flatMap((arg, i) => {
    if (arg === '--') return [];
    const next = args[i + 1];
    return arg === '--accept' && (next === undefined || next.startsWith('--')) ? ['--accept', 'ask'] : [arg];
  });
}
