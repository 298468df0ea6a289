import type { RequestKey } from '../../shared/contract/keys.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import type { NationalId } from '../../shared/domain/national-id.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import type { Proof } from '../reader/reader.ts';

type Body = { [name: string]: string | Body };

/**
 * The body of a single-ID query. Throws `app:contractInvalid`, naming the element, where the contract demands
 * what its way of signing does not bring.
 */
export function encodeQuery({ request }: Operation, patient: NationalId, proof: Proof): Body {
  const values = valuesOf(patient, proof);
  const body: Body = {};
  for (const { key, code, required } of request.elements) {
    const value = required.value === 'never' ? null : values[key];
    if (value === null && required.value === 'yes') throw new CodedError('app:contractInvalid', key);
    if (value !== null) put(body, code.value.split('.'), value);
  }
  return body;
}

function valuesOf(patient: NationalId, proof: Proof): Record<RequestKey, string | null> {
  return {
    institutionCode: proof.institutionCode,
    doctorCardNo: proof.doctorCardNo,
    patientId: patient,
    // The 5.x edition's: its reader adapter will bring them.
    patientCardKind: null,
    virtualCardToken: null,
    'proof.signature': proof.signature,
    'proof.clientRandom': proof.clientRandom,
    'proof.samId': proof.samId,
    'proof.institutionCode': proof.institutionCode,
    'proof.serviceType': proof.serviceType,
    'proof.doctorCardNo': proof.doctorCardNo,
    'proof.doctorId': proof.doctorId,
    'proof.patientCardNo': proof.patientCardNo,
    'proof.patientId': proof.patientId,
  };
}

function put(body: Body, [name = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    body[name] = value;
    return;
  }
  const inner = body[name];
  const object = typeof inner === 'object' ? inner : {};
  body[name] = object;
  put(object, rest, value);
}
