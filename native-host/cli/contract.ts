import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { loadConfig } from '../config/load.ts';
import { type AnyContract, loadContracts } from '../contract/contracts.ts';
import { signOffOf } from '../contract/guard.ts';
import { type Command, report } from './command.ts';

export const command: Command = {
  usage: 'contract [OPERATION]',
  summary: '列出作業、其數值與出處 / The operations, their values and where each is known from',
  options: {},
  words: { least: 0, most: 1 },
  run: async ({ words, load }) => {
    const { contractOverlays, signOffs } = loadConfig(load);
    const all = loadContracts(contractOverlays).all();
    const summary = (contract: AnyContract) => ({
      operation: contract.operation,
      title: contract.data.title.value,
      hash: contract.hash,
      assumed: contract.assumed,
      signedOff: signOffOf(contract, signOffs),
    });
    if (words[0] === undefined) {
      const operations = all.map(summary);
      return report({ operations }, operations.map(line));
    }
    const one = all.find(({ operation }) => operation === words[0]);
    if (!one) throw new CodedError('wire:badRequest', 'operation');
    const values = one.leaves.map(({ path, value, from, file }) => ({ path, value, from, file }));
    const lines = values.map(
      ({ path, value, from, file }) => `${path} = ${JSON.stringify(value)}  [${from}, ${file}]`,
    );
    return report({ ...summary(one), values }, [line(summary(one)), ...lines]);
  },
};

function line(one: {
  operation: string;
  title: string;
  hash: string;
  assumed: readonly string[];
  signedOff: object | null;
}) {
  const vouched = one.signedOff ? 'signed off' : `${one.assumed.length} assumed`;
  return `${one.operation}  ${one.title}\n  ${one.hash}  ${vouched}`;
}
