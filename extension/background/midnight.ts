import browser from 'webextension-polyfill';
import { msToTaiwanMidnight } from '../../shared/domain/taiwan-date.ts';

const ALARM = 'taiwan-midnight';

/** Due becomes overdue at midnight in Taiwan, whatever the PC's time zone: every badge is asked for again. */
export function atTaiwanMidnight(act: () => Promise<void>): void {
  const arm = () =>
    browser.alarms.create(ALARM, { when: Date.now() + msToTaiwanMidnight(Date.now()) + 1_000 });
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name !== ALARM) return;
    arm();
    void act();
  });
  arm();
}
