import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENTS, type DocumentKind } from '../../contract/documents.ts';
import { seeded } from '../samples/random.ts';
import { sampleOf } from '../samples/samples.ts';
import { rulesOf } from './rules.ts';
import { found, OWN, received, SCENE, TODAY } from './testing.ts';

const KINDS = Object.keys(DOCUMENTS) as DocumentKind[];

describe('rulesOf', () => {
  it.each(KINDS)('finds nothing in a %s that is as it should be', (kind) => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const document = sampleOf(kind, seeded(seed), SCENE);
        expect(rulesOf(kind)(document, { today: TODAY, own: OWN })).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('says which record of its file a problem is in', () => {
    const document = sampleOf('mark', seeded(1), { ...SCENE, own: '1101010021' });
    expect(rulesOf('mark')(document, { today: TODAY, own: OWN }, 7)).toEqual([
      { code: 'notOwnInstitution', severity: 'error', record: 7, key: 'actor.code' },
    ]);
  });

  it('never blocks what the NHI sent: it is not ours to correct', () => {
    const broken = { purpose: 'other', purposeNote: null, issuedOn: TODAY, validUntil: TODAY } as const;
    const all = found('complete', { ...broken, 'patient.id': 'X', diagnoses: [] });
    expect(all).toContain('warning purposeNoteMissing purposeNote');
    expect(all.filter((one) => one.startsWith('error'))).toEqual([]);
  });

  it('looks into the replies that a downloaded referral holds', () => {
    const reply = {
      ...sampleOf('reply', seeded(2), SCENE),
      disposition: 'admitted',
      dispositionWard: ' ',
    } as const;
    expect(found('complete', { replies: [reply] })).toContain(
      'warning dispositionWardMissing replies[0].dispositionWard',
    );
  });

  it('has a context of its own for what is compared with the referral received', () => {
    expect(found('reply', { 'patient.id': 'A123456789' }, { received: received() }).join()).toContain(
      'error patientDiffers patient.id',
    );
  });
});
