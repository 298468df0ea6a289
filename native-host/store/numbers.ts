import type { Database } from 'better-sqlite3-multiple-ciphers';
import type { Serial } from './store.ts';

/**
 * Serials of 院所自編序號. Each day keeps a count of its own, so that a clock that was set back goes on where
 * that day had ended. The machine is kept as a keyed hash only.
 */
export function numberTransitions(db: Database, hash: (text: string) => Buffer) {
  const current = db
    .prepare<[Buffer], string>('SELECT pc FROM number_pc WHERE machine = ? AND NOT retired')
    .pluck();
  const add = db.prepare<[string, Buffer]>(
    'INSERT OR IGNORE INTO number_pc (pc, machine, retired) VALUES (?, ?, 0)',
  );
  const count = db
    .prepare<[pc: string, day: string], number>(
      `INSERT INTO number_serial (pc, day, last) VALUES (?, ?, 1)
       ON CONFLICT (pc, day) DO UPDATE SET last = last + 1 RETURNING last`,
    )
    .pluck();
  const last = db
    .prepare<[day: string, pc: string], number>(
      `SELECT coalesce(last, 0) FROM number_pc LEFT JOIN number_serial
       ON number_serial.pc = number_pc.pc AND day = ? WHERE number_pc.pc = ? AND NOT retired`,
    )
    .pluck();
  const retire = db.prepare<[string]>('UPDATE number_pc SET retired = 1 WHERE pc = ?');
  /** Drawn again where this store has used the part before: chance, one in a billion. */
  const pcOf = (machine: Buffer, newPc: () => string): string => {
    for (;;) {
      const pc = current.get(machine);
      if (pc !== undefined) return pc;
      add.run(newPc(), machine);
    }
  };
  return {
    take: db.transaction((machine: string, day: string, newPc: () => string): Serial => {
      const pc = pcOf(hash(machine), newPc);
      return { pc, serial: count.get(pc, day) ?? 0 };
    }),
    last: (pc: string, day: string): number | null => last.get(day, pc) ?? null,
    retire: (pc: string): void => void retire.run(pc),
  };
}
