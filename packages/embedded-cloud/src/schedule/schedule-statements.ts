import type { StateDb } from "../state-db.ts";

/** A schedule fires up to a minute after its time. */
const latestMs = 60_000;
const recurring = `SELECT * FROM (SELECT * FROM schedule WHERE due_at IS NOT NULL AND period_ms IS NOT NULL
                     ORDER BY group_name, name)`;

/**
 * Every statement that the store of schedules runs, prepared once. Candidates are those of which one fires next: of
 * one-offs the first; or, while one is late, all that may come before it.
 */
export function scheduleStatements(stateDb: StateDb) {
  return {
    putGroup: stateDb.prepare("INSERT OR IGNORE INTO schedule_group VALUES (?, ?)"),
    groups: stateDb.prepare("SELECT * FROM schedule_group ORDER BY name"),
    dropGroup: stateDb.prepare("DELETE FROM schedule_group WHERE name = ?"),
    dropSchedulesOf: stateDb.prepare("DELETE FROM schedule WHERE group_name = ?"),
    put: stateDb.prepare("INSERT OR REPLACE INTO schedule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"),
    find: stateDb.prepare("SELECT * FROM schedule WHERE group_name = ? AND name = ?"),
    drop: stateDb.prepare("DELETE FROM schedule WHERE group_name = ? AND name = ?"),
    all: stateDb.prepare("SELECT * FROM schedule ORDER BY group_name, name"),
    candidates: stateDb.prepare(`
      SELECT * FROM (SELECT * FROM schedule WHERE due_at IS NOT NULL AND period_ms IS NULL
                     ORDER BY due_at, group_name, name LIMIT 1)
      UNION ALL ${recurring}`),
    candidatesAfterLate: stateDb.prepare(`
      SELECT * FROM (SELECT * FROM schedule WHERE period_ms IS NULL AND due_at <= ${latestMs} +
                       (SELECT min(due_at) FROM schedule WHERE due_at IS NOT NULL AND period_ms IS NULL)
                     ORDER BY due_at, group_name, name)
      UNION ALL ${recurring}`),
    firedOnce: stateDb.prepare(
      "UPDATE schedule SET due_at = NULL, last_fired_at = ? WHERE group_name = ? AND name = ?",
    ),
    firedAgain: stateDb.prepare("UPDATE schedule SET last_fired_at = ? WHERE group_name = ? AND name = ?"),
    noteActivity: stateDb.prepare("INSERT OR REPLACE INTO setting (name, value) VALUES ('activity', ?)"),
    activity: stateDb.prepare("SELECT value FROM setting WHERE name = 'activity'"),
  };
}
