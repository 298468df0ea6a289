import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Player } from '../test/torture/his/player.ts';
import { openProbedStage } from '../test/torture/probes.ts';
import { MODES, PLAYERS, type TortureResult, torture } from '../test/torture/wrong-patient.ts';
import { buildDevExtension } from './build.ts';
import { ensure } from './ensure-browser.ts';

const HELP = `npm run torture -- [options]

Switches patients at random in each demo HIS, plain, with the worker killed and with the host killed, while the
NHI answers late or never. Writes what it saw; ends with 1 when anybody's referrals stood beside somebody else.

  --switches N   how many for each HIS and mode (default 500)
  --seed N       the same seed draws the same switches and delays (default 1)
  --his NAME     frameset, postback or spa alone
  --mode NAME    plain, workerKilled or hostKilled alone
  --out FILE     default out/torture.json
`;

/** `npm run torture`: the full counts. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      switches: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
      his: { type: 'string' },
      mode: { type: 'string' },
      out: { type: 'string', default: 'out/torture.json' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const players = PLAYERS.filter(({ his }) => !values.his || his === values.his);
  const modes = MODES.filter((mode) => !values.mode || mode === values.mode);
  const [switches, seed] = [Number(values.switches), Number(values.seed)];
  if (!players.length || !modes.length || !(switches > 0) || !Number.isInteger(seed)) {
    console.error(HELP);
    return 2;
  }
  ensure();
  await buildDevExtension();
  const results: TortureResult[] = [];
  mkdirSync(dirname(values.out), { recursive: true });
  const each = async (player: Player) => {
    for (const mode of modes) {
      results.push(await once({ player, mode, switches, seed }));
      // After each, so that a run that is broken off leaves what it saw.
      writeFileSync(values.out, `${JSON.stringify({ seed, switches, results }, null, 2)}\n`);
    }
  };
  // Most of it is waiting: the three HIS go side by side, each with a browser, a host and a simulator of its own.
  await Promise.all(players.map(each));
  return summary(results, values.out);
}

async function once(options: Parameters<typeof torture>[1]): Promise<TortureResult> {
  const name = `${options.player.his}, ${options.mode}`;
  const stage = await openProbedStage({ settings: { answerCacheSeconds: 2 } });
  try {
    const progress = (done: number) =>
      done % 25 === 0 && process.stderr.write(`${name}: ${done} of ${options.switches} switches\n`);
    return await torture(stage, { ...options, progress });
  } finally {
    await stage.close();
  }
}

function summary(results: readonly TortureResult[], out: string): number {
  for (const { his, mode, switches, page, panel, panelCoverMs, silentValueMs, violations } of results) {
    console.log(
      `${his.padEnd(9)} ${mode.padEnd(13)} ${switches} switches, ${page.framesSampled} + ${panel.framesSampled} frames, ` +
        `right ${page.rightBadges} + ${panel.rightReferrals}, panel covers p95 ${panelCoverMs?.p95 ?? '-'} ms, ` +
        `silent values p95 ${silentValueMs?.p95 ?? '-'} ms, ${violations.length} violations`,
    );
    for (const { where, what } of violations) console.log(`  ${where}: ${what}`);
  }
  const bad = results.reduce((sum, { violations }) => sum + violations.length, 0);
  console.log(`${bad} violations; ${out}`);
  return bad === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
