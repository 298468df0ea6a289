import type { Signing } from '../../shared/contract/operation.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import type { HostConfig } from '../config/config.ts';
import type { Contract, Contracts } from '../contract/contracts.ts';
import { guard, urlOf } from '../contract/guard.ts';
import type { Proof } from '../reader/reader.ts';
import type { WebTransport } from '../transport/web.ts';
import type { Call } from '../wire/handlers.ts';
import { decodeQuery, type QueryAnswer } from './decode.ts';
import { encodeQuery } from './encode.ts';
import type { SignatureFor, Signatures } from './signature.ts';

/** 簽章已逾有效期限（1 小時）. */
const SIGNATURE_TOO_OLD = 'web:8203';

export interface AskParts {
  config: Pick<HostConfig, 'endpoints' | 'signOffs'>;
  contracts: Contracts;
  signatures: Signatures;
  web: WebTransport;
}

export interface Ask {
  /** Throws what forbids the operation before anything is signed or sent: contract, endpoint, sign-off. */
  permit(operation: string): void;
  /** One query from signature to decoded answer. Throws every error of the parts that it goes through. */
  run(operation: string, need: SignatureFor, call: Call): Promise<QueryAnswer>;
}

export function createAsk({ config, contracts, signatures, web }: AskParts): Ask {
  const permitted = (operation: string): { contract: Contract; url: URL } => {
    const contract = contracts.get(operation);
    const url = urlOf(contract, config.endpoints.web);
    guard(contract, url, config.signOffs);
    return { contract, url };
  };
  const once = async (operation: string, need: SignatureFor, call: Call, proof: Proof) => {
    const { contract, url } = permitted(operation);
    const body = encodeQuery(contract.data, need.patient, proof);
    call.progress('asking');
    const json = await web.post(url, body, contract.data.endpoint.timeoutMs.value, call.signal);
    call.progress('reading');
    return decodeQuery(contract.data, need.patient, json);
  };
  return {
    permit: (operation) => void permitted(operation),
    async run(operation, need, call) {
      const signing = signingOf(permitted(operation).contract);
      call.progress('signing');
      const proof = await signatures.get(signing, need);
      try {
        return await once(operation, need, call, proof);
      } catch (error) {
        if (!(error instanceof CodedError && error.key === SIGNATURE_TOO_OLD)) throw error;
        call.progress('signing');
        return once(operation, need, call, await signatures.get(signing, need, proof));
      }
    },
  };
}

function signingOf({ data: { signing } }: Contract): Signing {
  return {
    signer: signing.signer.value,
    serviceType: signing.serviceType.value,
    reuse: signing.reuse.value,
    windowMinutes: signing.windowMinutes.value,
  };
}
