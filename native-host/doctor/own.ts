import { note } from '../../shared/protocol/doctor-texts.ts';
import { guard, urlOf } from '../contract/guard.ts';
import { PRODUCT_VERSION } from '../product.ts';
import { INSTALLED } from '../start/installed.ts';
import { ok, type Probe } from './probe.ts';

export const hostProbe: Probe = {
  link: 'host',
  needs: [],
  run: async () =>
    ok(note('version', PRODUCT_VERSION, INSTALLED ? 'installed' : 'source', process.versions.node)),
};

export const configurationProbe: Probe = {
  link: 'configuration',
  needs: [],
  run: async ({ parts }) => ok(note('folder', parts.config().directories.machine)),
};

/** Every operation merges, and those that would go to production are signed off. */
export const contractProbe: Probe = {
  link: 'contract',
  needs: ['configuration'],
  run: async ({ parts }) => {
    const { endpoints, signOffs } = parts.config();
    const all = parts.contracts().all();
    const used = all
      .filter((one) => one.channel === 'web')
      .filter(({ data }) => data.readerEdition.value === '6.0');
    for (const contract of used) guard(contract, urlOf(contract, endpoints.web), signOffs);
    return ok(note('operations', used.length));
  },
};

export const storeProbe: Probe = {
  link: 'store',
  needs: ['configuration'],
  run: async ({ parts }) => {
    await parts.store().samSince();
    return ok(note('folder', parts.config().directories.state));
  },
};
