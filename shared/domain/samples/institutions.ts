import { institutionCheckDigitHolds } from '../institution-code.ts';
import { address, phone } from './people.ts';
import { digits, pick, type Random } from './random.ts';

export interface SampleInstitution {
  code: string;
  name: string;
  address: string;
  phone: string;
}

const NAMES = ['範例', '示範', '樣本', '測試', '演練'] as const;
const KINDS = ['診所', '醫院', '綜合醫院', '牙醫診所', '婦產科診所'] as const;

/** Made up, its code with a check digit that holds. */
export function institution(random: Random, code = institutionCode(random)): SampleInstitution {
  const name = pick(random, NAMES) + pick(random, KINDS);
  return { code, name, address: address(random), phone: phone(random) };
}

export function institutionCode(random: Random): string {
  const start = digits(random, 9);
  return [...'0123456789'].map((digit) => start + digit).find(institutionCheckDigitHolds) ?? start;
}
