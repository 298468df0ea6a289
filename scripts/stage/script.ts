import type { Frame, Page } from 'playwright-core';
import * as v from 'valibot';
import { readJson } from './read-json.ts';

const css = v.pipe(v.string(), v.nonEmpty());

/** One step. Selectors are looked for in every frame, top first, unless `frame` names one (name or part of its URL). */
export const StepSchema = v.union([
  v.strictObject({ click: css, frame: v.optional(v.string()), note: v.optional(v.string()) }),
  v.strictObject({ wait: css, frame: v.optional(v.string()), note: v.optional(v.string()) }),
  v.strictObject({
    pause: v.pipe(v.number(), v.minValue(0), v.maxValue(10_000)),
    note: v.optional(v.string()),
  }),
  v.strictObject({ press: v.pipe(v.string(), v.nonEmpty()), note: v.optional(v.string()) }),
  v.strictObject({ back: v.literal(true), note: v.optional(v.string()) }),
]);

/** What a walk-through does on a HIS page: after each step it waits for the badge and notes what is new. */
export const ScriptSchema = v.strictObject({ script: v.literal(1), steps: v.array(StepSchema) });

export type Step = v.InferOutput<typeof StepSchema>;
export type Script = v.InferOutput<typeof ScriptSchema>;

const FIND_MS = 10_000;

/** Reads a script file. Throws with the field that is wrong. */
export const readScript = (file: string): Script => readJson(file, ScriptSchema);

export async function doStep(page: Page, step: Step): Promise<void> {
  if ('pause' in step) await page.waitForTimeout(step.pause);
  else if ('press' in step) await page.keyboard.press(step.press);
  else if ('back' in step) await page.goBack({ waitUntil: 'commit' });
  else if ('wait' in step) await frameWith(page, step.wait, step.frame);
  else await (await frameWith(page, step.click, step.frame)).click(step.click);
}

/** The first frame that holds the selector, waited for. */
async function frameWith(page: Page, selector: string, name: string | undefined): Promise<Frame> {
  const until = Date.now() + FIND_MS;
  for (;;) {
    for (const frame of page.frames()) {
      if (name !== undefined && frame.name() !== name && !frame.url().includes(name)) continue;
      if (await frame.$(selector).catch(() => null)) return frame;
    }
    if (Date.now() > until) throw new Error(`No frame shows ${selector} within ${FIND_MS} ms`);
    await page.waitForTimeout(50);
  }
}
