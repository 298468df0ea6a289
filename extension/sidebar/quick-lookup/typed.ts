import { signal } from '@preact/signals';
import { checksumHolds, type NationalId, nationalId } from '../../../shared/domain/national-id.ts';
import type { Whose } from '../../../shared/protocol/schemas.ts';
import { createLookup } from '../state/lookup.ts';
import { patientOnScreen } from '../state/screen.ts';
import { misfit } from '../state/whose.ts';

/** As typed: kept whatever becomes of the lookup. */
export const typed = signal('');
/** The ID that was asked for last. */
export const asked = signal<NationalId | null>(null);
/** Looked up in this session, newest first. Never stored. */
export const history = signal<readonly Whose[]>([]);

const HISTORY_LENGTH = 8;

export const typedLookup = createLookup('lookup.typed', ({ id }, answer) =>
  misfit({ id, birthDate: null }, answer),
);

/** What stands against the text so far; null while there is nothing to say. */
export function objection(text: string): 'shape' | 'checksum' | null {
  if (text.trim() === '') return null;
  const id = nationalId(text);
  if (!id) return 'shape';
  return checksumHolds(id) ? null : 'checksum';
}

/** Looks up what was typed. A checksum that fails warns beside it; only what is no ID at all is not sent. */
export async function lookUpTyped(refresh: boolean): Promise<void> {
  const id = nationalId(typed.value);
  if (!id) return;
  if (asked.value !== id) typedLookup.clear();
  asked.value = id;
  await typedLookup.run({ id, refresh, doctor: patientOnScreen.value?.doctor ?? null });
  const { answer } = typedLookup.state.value;
  if (answer?.whose.id === id) remember(answer.whose);
}

function remember(whose: Whose): void {
  const others = history.value.filter(({ id }) => id !== whose.id);
  history.value = [whose, ...others].slice(0, HISTORY_LENGTH);
}
