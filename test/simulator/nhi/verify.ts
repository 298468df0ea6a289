import type { CardOffice } from '../cards.ts';
import type { Operation } from '../contract.ts';
import { type Cards, proofHolds, type Statement, signedAt, signersOf } from '../proof.ts';
import { type Fields, misplacedCard } from './request.ts';

/** Our own copy of the return codes in use (facts.md section 5, webapi-return-codes.csv). */
export const RETURN_TEXT = {
  '00': '正確有效',
  '5003': '作業類別錯誤',
  '5004': '安全模組卡無效',
  '8201': '服務異常：呼叫驗簽服務發生例外',
  '8202': '服務異常：驗簽服務回傳其他例外',
  '8203': '簽章已逾有效期限（1 小時）：請重新取簽章',
  '8205': '安全模組卡已註銷',
  '9002': '驗簽失敗：未完成驗證作業',
  '9005': '醫療院所代號不存在',
  '9999': '其他',
} as const;
export type ReturnCode = keyof typeof RETURN_TEXT;
export interface Refusal {
  code: ReturnCode;
  refused: string;
}

const HOUR_MS = 3_600_000;
/** How far a PC's clock may run ahead before its signing time counts as made up. */
const AHEAD_MS = 300_000;

/** Everything that the NHI checks before it answers a query. Null when the query is in order. */
export function verifyRequest(
  operation: Operation,
  fields: Fields,
  office: CardOffice,
  nowMs: number,
): Refusal | null {
  const signers = signersOf(fields['proof.signature'] ?? '');
  if (!signers) return { code: '9002', refused: 'not a signature' };
  const misplaced = misplacedCard(operation, fields, signers);
  if (misplaced) return { code: '9999', refused: misplaced };
  const serviceType = operation.signing.serviceType.value;
  if ((fields['proof.serviceType'] ?? serviceType) !== serviceType) {
    return { code: '5003', refused: 'another service type' };
  }
  const sam = office.find('sam', fields['proof.samId'] ?? '');
  if (!sam) return { code: '5004', refused: 'unknown SAM' };
  if (office.isRevoked(sam.no)) return { code: '8205', refused: 'revoked SAM' };
  if (sam.holder !== fields.institutionCode) return { code: '9005', refused: 'institution is not the SAM’s' };
  const hpc = office.find('hpc', fields['proof.doctorCardNo'] ?? '');
  const hc = findPatientCard(fields, office);
  const cards: Cards = { sam, ...(hpc && { hpc }), ...(hc && { hc }) };
  const statement = statementOf(fields, cards, serviceType);
  if (!proofHolds(statement, fields['proof.signature'] ?? '', cards)) {
    return { code: '9002', refused: 'the signature does not fit the request' };
  }
  return mismatch(fields, statement) ?? tooOld(statement, nowMs);
}

/** 5.x names a physical card by number, a virtual one by its token. */
function findPatientCard(fields: Fields, office: CardOffice) {
  if (fields.virtualCardToken) return office.virtual(fields.virtualCardToken);
  return office.find('hc', fields['proof.patientCardNo'] ?? '');
}

/** What must have been signed. Where 5.x does not send a field, the card's own record fills it. */
function statementOf(fields: Fields, { sam, hpc, hc }: Cards, serviceType: string): Statement {
  const [hpcIdNo, hcIdNo] = [
    fields['proof.doctorId'] ?? hpc?.holder,
    fields['proof.patientId'] ?? hc?.holder,
  ];
  const [hpcId, hcId] = [fields['proof.doctorCardNo'], fields['proof.patientCardNo']];
  return {
    clientRandom: fields['proof.clientRandom'] ?? '',
    hospitalId: fields['proof.institutionCode'] ?? fields.institutionCode ?? '',
    samId: sam.no,
    serviceType,
    ...(hpcId && hpcIdNo && { hpcId, hpcIdNo }),
    ...(hcId && hcIdNo && { hcId, hcIdNo }),
  };
}

/** The parts of the request that stand outside the signature must agree with what was signed. */
function mismatch(fields: Fields, { hospitalId, hpcId, hcIdNo }: Statement): Refusal | null {
  if (fields.institutionCode !== hospitalId) return { code: '9005', refused: 'two institutions' };
  if (fields.doctorCardNo !== undefined && fields.doctorCardNo !== hpcId) {
    return { code: '9002', refused: 'another doctor card than the one that signed' };
  }
  if (hcIdNo !== undefined && hcIdNo !== fields.patientId) {
    return { code: '9002', refused: 'the card is not the patient’s' };
  }
  return null;
}

function tooOld({ clientRandom }: Statement, nowMs: number): Refusal | null {
  const at = signedAt(clientRandom);
  if (at === null || at > nowMs + AHEAD_MS) return { code: '9002', refused: 'no believable signing time' };
  return nowMs - at > HOUR_MS ? { code: '8203', refused: 'signed more than an hour ago' } : null;
}
