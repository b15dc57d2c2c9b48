import type { StateDb } from "../state-db.ts";

/** Every statement that the store of queues runs, prepared once. */
export function queueStatements(stateDb: StateDb) {
  return {
    releaseAll: stateDb.prepare("UPDATE message SET visible_at = ? WHERE receive_count > 0 AND visible_at > ?"),
    putQueue: stateDb.prepare("INSERT OR REPLACE INTO queue VALUES (?, ?, ?, ?, ?, ?, ?)"),
    queues: stateDb.prepare("SELECT * FROM queue ORDER BY name"),
    insert: stateDb.prepare(
      "INSERT INTO message (queue_arn, body, attributes, sent_at, visible_at, copy_of) VALUES (?, ?, ?, ?, ?, ?)",
    ),
    expire: stateDb.prepare("DELETE FROM message WHERE queue_arn = ? AND sent_at <= ?"),
    visible: stateDb.prepare(
      "SELECT * FROM message WHERE queue_arn = ? AND visible_at <= ? ORDER BY visible_at, id LIMIT ?",
    ),
    take: stateDb.prepare(`
      UPDATE message
      SET visible_at = ?, receive_count = receive_count + 1, first_received_at = coalesce(first_received_at, ?)
      WHERE id IN (SELECT value FROM json_each(?))`),
    bury: stateDb.prepare("UPDATE message SET queue_arn = ?, dead_letter_source_arn = ?, visible_at = ? WHERE id = ?"),
    find: stateDb.prepare("SELECT * FROM message WHERE id = ? AND queue_arn = ?"),
    show: stateDb.prepare("UPDATE message SET visible_at = ? WHERE id = ?"),
    delete: stateDb.prepare("DELETE FROM message WHERE id = ? AND queue_arn = ? AND receive_count = ?"),
    deleteAny: stateDb.prepare("DELETE FROM message WHERE id = ?"),
    first: stateDb.prepare("SELECT min(visible_at) AS next FROM message WHERE queue_arn = ?"),
    next: stateDb.prepare("SELECT min(visible_at) AS next FROM message WHERE queue_arn = ? AND visible_at > ?"),
    counts: stateDb.prepare(`
      SELECT count(*) FILTER (WHERE visible_at <= :now)                       AS visible,
             count(*) FILTER (WHERE visible_at > :now AND receive_count = 0) AS delayed,
             count(*) FILTER (WHERE visible_at > :now AND receive_count > 0) AS inFlight
      FROM message WHERE queue_arn = :arn`),
    purge: stateDb.prepare("DELETE FROM message WHERE queue_arn = ?"),
  };
}
