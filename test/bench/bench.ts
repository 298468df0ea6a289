import { mkdirSync, writeFileSync } from 'node:fs';
import { buildDevExtension, DEV_EXTENSION } from '../../scripts/build.ts';
import { openStage } from '../../scripts/stage/stage.ts';
import { codecFigures } from './codec.ts';
import { contentFigures } from './content.ts';
import { type Figure, line, met } from './figures.ts';
import { hostFigures } from './host.ts';
import { panelFigures } from './panel.ts';
import { pathFigures } from './path.ts';

/** `npm run bench`: every figure of speed and weight, as a ratio in one run or against a stated budget. */
await buildDevExtension();
const figures: Figure[] = codecFigures(); // Before there is a browser: in the quiet.
figures.push(...(await panelFigures())); // On a stage of its own, before there is another browser.
for (const figure of figures) console.log(line(figure));
const stage = await openStage({ extension: DEV_EXTENSION, settings: { answerCacheSeconds: 0 } });
try {
  for (const section of [contentFigures, pathFigures, hostFigures]) {
    const more = await section(stage, DEV_EXTENSION);
    for (const figure of more) console.log(line(figure));
    figures.push(...more);
  }
} finally {
  await stage.close();
}
mkdirSync('out', { recursive: true });
writeFileSync('out/bench.json', `${JSON.stringify({ figures }, null, 2)}\n`);
process.exit(figures.every(met) ? 0 : 1);
