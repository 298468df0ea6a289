import { checkAdapters } from './adapters.ts';
import { checkContracts } from './contracts.ts';
import { checkDocs } from './docs.ts';
import { checkCommands, checkErrors } from './errors.ts';
import { checkFileLength } from './file-length.ts';
import { checkForbidden, checkTls } from './forbidden.ts';
import { checkGenerated } from './generated.ts';
import { checkImports } from './imports.ts';
import { checkButtons, checkLocales } from './locales.ts';
import { checkReleaseManifests } from './manifest.ts';
import { checkMessages } from './messages.ts';
import { checkPackages } from './packages.ts';
import { type Check, repository } from './tree.ts';

/** What neither compiler nor linter sees. Each check is tested by breaking what it guards. */
const CHECKS: Record<string, Check> = {
  'import rules': checkImports,
  packages: checkPackages,
  'file length': checkFileLength,
  'forbidden things': checkForbidden,
  'TLS of the host': checkTls,
  messages: (tree) => checkMessages(tree),
  'error codes': (tree) => checkErrors(tree),
  'commands that errors name': (tree) => checkCommands(tree),
  'texts in two languages': checkLocales,
  'buttons that errors name': (tree) => checkButtons(tree),
  adapters: checkAdapters,
  'contract files': (tree) => checkContracts(tree),
  'release manifest': checkReleaseManifests,
  'pages name what is there': checkDocs,
  'generated files': (tree) => checkGenerated(tree),
};

const tree = repository();
for (const [name, check] of Object.entries(CHECKS)) {
  const faults = await check(tree);
  if (faults.length > 0) process.exitCode = 1;
  console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  for (const fault of faults) console.log(`     ${fault}`);
}
