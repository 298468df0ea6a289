import type { BadgeStateName } from '../../../shared/domain/badge-state.ts';

export type IconName = BadgeStateName | 'covered' | 'gone';

const CLOCK = 'M8 2a6 6 0 1 0 0 12 6 6 0 0 0 0-12';
const CARD = 'M1.5 3.5h13v9h-13z';

/** Stroked shapes on a 16 × 16 field: each state has its own, so that colour is never the only sign. */
export const ICONS: Record<IconName, string> = {
  overdue: 'M8 1.5 15 14H1zM8 6v4M8 12v.4',
  due: `${CLOCK}M8 4.5V8l2.5 2`,
  owedUnknown: `${CLOCK}M6.2 6.4a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1.2M8 11v.4`,
  arrived: 'M8 1.5V9M4.8 6 8 9.2 11.2 6M1.5 9.5v4.5h13V9.5',
  summaryDue: 'M3 1.5h7l3 3v10H3zM5.5 7h5M5.5 9.5h5M5.5 12h3',
  replyArrived: 'M1.5 3.5h13v9h-13zM1.5 4 8 9l6.5-5',
  outgoingWaiting: 'M4 1.5h8M4 14.5h8M4.7 1.5v3L8 8l3.3-3.5v-3M4.7 14.5v-3L8 8l3.3 3.5v3',
  replied: 'M2.5 8.5 6.3 12.3 13.5 4',
  expired: `${CLOCK}M5.5 5.5l5 5M10.5 5.5l-5 5`,
  none: `${CLOCK}M5 8h6`,
  lookingUp: 'M3 8h.4M7.8 8h.4M12.6 8h.4',
  cannotTell: 'M4.8 5.2a3.2 3.2 0 1 1 4.6 2.9C8.3 8.7 8 9.3 8 10.5M8 13v.4',
  insertPatientCard: `${CARD}M4 9.5h3M4 6.5h2M11 5.5v4M9.3 8l1.7 1.7L12.7 8`,
  insertDoctorCard: `${CARD}M4 9.5h3M4 6.5h2M11 6v4M9 8h4`,
  noPermission: 'M3.5 7h9v7h-9zM5.5 7V4.5a2.5 2.5 0 0 1 5 0V7',
  noHelper: 'M5.5 1.5v3.5M10.5 1.5v3.5M3.5 5h9v2.5a4.5 4.5 0 0 1-9 0zM8 12v2.5',
  covered: 'M3 8h10',
  gone: 'M13 8a5 5 0 1 1-1.6-3.7M13 1.8v3h-3',
};
