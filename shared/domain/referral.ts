import type { TaiwanDate } from './taiwan-date.ts';

/** `in`: another institution sent the patient to us. `out`: we sent the patient. `elsewhere`: neither is us. */
export type Direction = 'in' | 'out' | 'elsewhere';

export interface Institution {
  code: string;
  name: string | null;
}

/** Patient on 轉診單: what the NHI says whose referral this is. */
export interface ReferralSummary {
  direction: Direction;
  /** 轉診單序號, given by the platform. */
  platformReferralNo: string | null;
  /** 院所自編序號, given by the sending HIS. One of the two numbers is always there. */
  institutionReferralNo: string | null;
  issuedOn: TaiwanDate;
  /** 有效期限 as the NHI states it; null where it has to be reckoned. */
  validUntil: TaiwanDate | null;
  sender: Institution;
  receiver: Institution;
  department: string | null;
  /** 轉診目的, digit of the paper form. */
  purpose: string | null;
  diagnosisCode: string | null;
  diagnosisName: string | null;
  summary: string | null;
  acceptance: 'none' | 'accepted' | 'cancelled';
  acceptedOn: TaiwanDate | null;
  visitedOn: TaiwanDate | null;
  dischargedOn: TaiwanDate | null;
  initialReplyOn: TaiwanDate | null;
  finalReplyOn: TaiwanDate | null;
  /** 處理情形 of the newest reply, as text. */
  replySummary: string | null;
  contactHandled: boolean;
  noReturnNeeded: boolean;
}
