import { looksMasked, nationalId } from '../../../shared/domain/national-id.ts';
import type { PatientContext, Sex } from '../../../shared/domain/patient.ts';
import { readDate } from '../../../shared/domain/roc-date.ts';
import type { Look, Texts } from './reader.ts';

export type Verdict =
  | { status: 'waiting' | 'noPatient' | 'masked' }
  /** `moved`: nothing stands where the adapter points. `unclear`: something does, but it is no ID. */
  | { status: 'moved' | 'unclear'; field: string }
  | { status: 'patient'; patient: PatientContext };

/** What a look at the page comes to. Only ID, birth date and name must be found where the adapter lists them. */
export function judge(look: Look): Verdict {
  const { ready, noPatient, texts } = look;
  if (!ready) return { status: 'waiting' };
  if (noPatient) return { status: 'noPatient' };
  if (texts.id === '') return { status: 'waiting' };
  const lost = (['id', 'birthDate', 'name'] as const).find((field) => texts[field] === null);
  if (lost) return { status: 'moved', field: lost };
  const text = texts.id ?? '';
  const id = nationalId(text);
  if (!id) return looksMasked(text) ? { status: 'masked' } : { status: 'unclear', field: 'id' };
  const born = texts.birthDate ?? '';
  const birthDate = readDate(born);
  if (born && !birthDate && !coveredUp(born)) return { status: 'moved', field: 'birthDate' };
  return { status: 'patient', patient: { id, birthDate, ...others(texts) } };
}

/** The rest of a context, cut to what a message may carry. */
export function others(texts: Texts): Omit<PatientContext, 'id' | 'birthDate'> {
  const upTo = (text: string | null | undefined, max: number) => text?.slice(0, max) || null;
  return {
    name: upTo(texts.name, 120),
    sex: sexOf(texts.sex ?? ''),
    chartNo: upTo(texts.chartNo, 40),
    department: upTo(texts.department, 60),
    doctor: upTo(texts.doctor, 60),
    visitType: upTo(texts.visitType, 60),
  };
}

const MALE = /^(男[性生]?|先生|m|male|1)$/i;
const FEMALE = /^(女[性生士]?|小姐|f|female|2)$/i;

/** `男`, `男性`, `M`, `Male`, `1` and their counterparts; anything else is not known. */
export function sexOf(text: string): Sex | null {
  return MALE.test(text) ? 'M' : FEMALE.test(text) ? 'F' : null;
}

/** Part of it is covered by the HIS. */
export function coveredUp(text: string): boolean {
  return /[*＊○●◯#]|[xX]{2}/.test(text);
}
