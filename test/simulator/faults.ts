import { seeded } from './patients/random.ts';

/** What can be ordered to go wrong. `silent` never answers; `cut` breaks the connection mid-answer. */
export type Fault =
  | { kind: 'slow'; ms: number; upToMs?: number }
  | { kind: 'http'; status: number }
  | { kind: 'code'; code: string | number }
  | { kind: 'garbage' | 'truncated' | 'cut' | 'silent' }
  /** Web only: the answer lacks its last referral (total stays), names another patient, or reads the
   * signature as that much older. */
  | { kind: 'incomplete' | 'wrongPatient' }
  | { kind: 'skew'; ms: number };

export interface FaultOrder {
  on: 'console' | 'web';
  /** `POST /api/sam/v1/Signature` on the console; an operation's name on the web. Absent: every call. */
  call?: string;
  /** Only for this patient's queries. */
  patient?: number;
  /** How often; absent: until cleared. */
  times?: number;
  /** The part of the calls that it hits, 0 to 1, drawn from a seed. */
  share?: number;
  fault: Fault;
}

export interface FaultBook {
  order(fault: FaultOrder): void;
  clear(): void;
  /** The faults that this call meets; each is counted as used. */
  take(on: FaultOrder['on'], call: string, patient?: number | null): Fault[];
  /** A delay in ms that a slow fault asks for. */
  delay(faults: readonly Fault[]): number;
}

export function openFaultBook(): FaultBook {
  let orders: FaultOrder[] = [];
  let random = seeded(1);
  const meets = (order: FaultOrder, on: string, call: string, patient?: number | null) =>
    order.on === on &&
    (order.call ?? call) === call &&
    (order.patient === undefined || order.patient === patient) &&
    order.times !== 0 &&
    random.below(1000) < (order.share ?? 1) * 1000;
  return {
    order: (order) => {
      orders.push({ ...order });
    },
    clear: () => {
      orders = [];
      random = seeded(1);
    },
    take: (on, call, patient) => {
      const met = orders.filter((order) => meets(order, on, call, patient));
      for (const order of met) if (order.times !== undefined) order.times -= 1;
      return met.map(({ fault }) => fault);
    },
    delay: (faults) =>
      faults.reduce((sum, fault) => {
        if (fault.kind !== 'slow') return sum;
        return sum + fault.ms + random.below(Math.max(1, (fault.upToMs ?? fault.ms) - fault.ms + 1));
      }, 0),
  };
}
