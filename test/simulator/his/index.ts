import { startFrameset } from './frameset/server.ts';
import type { HisPatient } from './patient.ts';
import { startPostback } from './postback/server.ts';
import { startSpa } from './spa/server.ts';

export type { HisPatient, HisVisit } from './patient.ts';

export interface DemoHis {
  /** Start URLs, each of an origin of its own; no patient is on the screen there. */
  frameset: string;
  postback: string;
  spa: string;
  close(): Promise<void>;
}

/** Starts the three demo HIS with these patients as today's queues, in this order. */
export async function startHis(patients: readonly HisPatient[]): Promise<DemoHis> {
  const [frameset, postback, spa] = await Promise.all([
    startFrameset(patients),
    startPostback(patients),
    startSpa(patients),
  ]);
  return {
    frameset: `${frameset.origin}/his/`,
    postback: `${postback.origin}/OPD/Default.aspx`,
    spa: `${spa.origin}/`,
    close: async () => {
      await Promise.all([frameset.close(), postback.close(), spa.close()]);
    },
  };
}
