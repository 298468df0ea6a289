import * as v from 'valibot';

/** What the console answers (facts, section 4). Keys that are not named here do no harm. */
const level = v.object({ status: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99)) });
const word = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64));

export const CodeAnswer = v.object({ statusCode: v.pipe(v.number(), v.integer(), v.minValue(0)) });

export const StatusAnswer = v.object({
  status: v.object({ initialized: v.boolean(), sam: level, hc: level, hpc: level }),
});

const sam = {
  clientRandom: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1_024)),
  hospitalId: word,
  samId: word,
  signature: v.pipe(v.string(), v.nonEmpty(), v.maxLength(8_192)),
};
const hc = { hcId: word, hcIdNo: word };
const hpc = { hpcId: word, hpcIdNo: word };
const none = v.optional(v.undefined());

/** A signature must name every card that took part in it, or it is not the one that was asked for. */
export const SIGNATURE_ANSWERS = {
  sam: v.object({ ...sam, hcId: none, hcIdNo: none, hpcId: none, hpcIdNo: none }),
  hc: v.object({ ...sam, ...hc, hpcId: none, hpcIdNo: none }),
  hpc: v.object({ ...sam, ...hpc, hcId: none, hcIdNo: none }),
  hpcHc: v.object({ ...sam, ...hc, ...hpc }),
};
