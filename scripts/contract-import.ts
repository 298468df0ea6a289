import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { acceptedByAsking, acceptedByName } from './contract-import/accept.ts';
import { type Proposed, proposeFrom } from './contract-import/import.ts';
import { ImportError } from './contract-import/import-error.ts';
import { HELP, type ImportOptions, importOptions } from './contract-import/options.ts';
import { textOfOverlay } from './contract-import/overlay.ts';
import type { Proposal } from './contract-import/proposals.ts';
import { refusedLines, reportJson, reportLines } from './contract-import/report.ts';

/** `npm run -s contract-import`: see HELP. Exit code 0, 1 for a document that gives nothing, 2 for a wrong command. */
async function run(options: ImportOptions): Promise<object> {
  const proposed = await proposeFrom(options.pdf, { ...options, base: options.out });
  // In a terminal the report comes before the questions; a program is told once, at the end.
  if (!options.json) console.log(reportLines(proposed).join('\n'));
  const draft = options.out.replace(/(\.json)?$/, '.proposed.json');
  write(draft, textOfOverlay(proposed.overlay(proposed.proposals, draft).overlay));
  tell(options, `\n提案（尚未接受）/ proposed, not accepted: ${draft}`);
  const accepted = await accept(options, proposed);
  if (accepted.length === 0) {
    tell(options, '沒有接受任何值，加上 --accept / nothing was accepted: see --accept');
    return { ...reportJson(proposed), proposed: draft, accepted: [], written: null };
  }
  const { overlay, refused } = proposed.overlay(accepted, options.out);
  write(options.out, textOfOverlay(overlay));
  const kept = accepted.filter((one) => !refused.some(({ proposal }) => proposal === one));
  tell(
    options,
    [...refusedLines(refused), `接受 ${kept.length} 項 / accepted ${kept.length}: ${options.out}`].join('\n'),
  );
  return {
    ...reportJson(proposed),
    proposed: draft,
    accepted: kept.map(({ path }) => path),
    refusedOnAccept: refused.map(({ proposal, remedy }) => ({ path: proposal.path, remedy })),
    written: options.out,
  };
}

function accept({ accept: words }: ImportOptions, { proposals }: Proposed): Promise<Proposal[]> | Proposal[] {
  if (words === null) return [];
  return words === 'ask' ? acceptedByAsking(proposals) : acceptedByName(words, proposals);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function tell({ json }: ImportOptions, text: string): void {
  if (!json) console.log(text);
}

async function main(): Promise<number> {
  const options = importOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(HELP);
    return 0;
  }
  try {
    const result = await run(options);
    if (options.json) console.log(JSON.stringify(result, null, 2));
    return 0;
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    if (options.json) console.log(JSON.stringify({ error: { code: error.code, message: error.message } }));
    else console.error(`${error.code}: ${error.message}`);
    return 1;
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (thrown) => {
    console.error(thrown instanceof Error ? thrown.message : thrown);
    process.exitCode = 2;
  },
);
