import type { Ledger } from "../ledger.ts";

/** Every statement that the store of schedules runs, prepared once. */
export function scheduleStatements(ledger: Ledger) {
  return {
    putGroup: ledger.prepare("INSERT OR IGNORE INTO schedule_group VALUES (?, ?)"),
    groups: ledger.prepare("SELECT * FROM schedule_group ORDER BY name"),
    dropGroup: ledger.prepare("DELETE FROM schedule_group WHERE name = ?"),
    dropSchedulesOf: ledger.prepare("DELETE FROM schedule WHERE group_name = ?"),
    put: ledger.prepare("INSERT OR REPLACE INTO schedule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"),
    find: ledger.prepare("SELECT * FROM schedule WHERE group_name = ? AND name = ?"),
    drop: ledger.prepare("DELETE FROM schedule WHERE group_name = ? AND name = ?"),
    all: ledger.prepare("SELECT * FROM schedule ORDER BY group_name, name"),
    candidates: ledger.prepare(`
      SELECT * FROM (SELECT * FROM schedule WHERE due_at IS NOT NULL AND period_ms IS NULL
                     ORDER BY due_at, group_name, name LIMIT 1)
      UNION ALL
      SELECT * FROM (SELECT * FROM schedule WHERE due_at IS NOT NULL AND period_ms IS NOT NULL
                     ORDER BY group_name, name)`),
    firedOnce: ledger.prepare("UPDATE schedule SET due_at = NULL, last_fired_at = ? WHERE group_name = ? AND name = ?"),
    firedAgain: ledger.prepare("UPDATE schedule SET last_fired_at = ? WHERE group_name = ? AND name = ?"),
    noteActivity: ledger.prepare("INSERT OR REPLACE INTO setting (name, value) VALUES ('activity', ?)"),
    activity: ledger.prepare("SELECT value FROM setting WHERE name = 'activity'"),
  };
}
