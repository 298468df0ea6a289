import { errorCodes } from './error-codes.ts';
import { protocolDoc } from './protocol-doc.ts';
import { adapterSchema, operationSchema, scriptSchema } from './schemas.ts';

/** Files that follow from others. `npm run generate` writes them, `npm run check` compares. */
export const GENERATED: readonly { path: string; make: () => string }[] = [
  { path: 'docs/PROTOCOL.md', make: protocolDoc },
  { path: 'shared/adapter/adapter.schema.json', make: adapterSchema },
  { path: 'scripts/stage/script.schema.json', make: scriptSchema },
  { path: 'shared/contract/operation.schema.json', make: operationSchema },
  { path: 'test/fixtures/error-codes.txt', make: errorCodes },
];
