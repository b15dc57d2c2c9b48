import type { StateDb } from "../state-db.ts";

const columns = "id, key, version, created_at, is_marker, content_type, etag, size";

export function objectStatements(stateDb: StateDb) {
  return {
    last: stateDb.prepare("SELECT coalesce(max(id), 0) AS last FROM object"),
    put: stateDb.prepare(
      "INSERT INTO object (bucket, key, version, created_at, content_type, etag, size, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    ),
    mark: stateDb.prepare("INSERT INTO object (bucket, key, version, created_at, is_marker) VALUES (?, ?, ?, ?, 1)"),
    latest: stateDb.prepare(`SELECT ${columns} FROM object WHERE bucket = ? AND key = ? ORDER BY id DESC LIMIT 1`),
    version: stateDb.prepare(`SELECT ${columns} FROM object WHERE bucket = ? AND key = ? AND version = ?`),
    body: stateDb.prepare("SELECT body FROM object WHERE id = ?"),
    all: stateDb.prepare(
      `SELECT ${columns} FROM object AS one WHERE bucket = ? AND is_marker = 0
         AND NOT EXISTS (SELECT 1 FROM object AS later WHERE later.bucket = one.bucket AND later.key = one.key AND later.id > one.id)
       ORDER BY key`,
    ),
    dropOldVersions: stateDb.prepare(
      `DELETE FROM object AS one WHERE bucket = ? AND substr(key, 1, length(?)) = ? AND EXISTS
         (SELECT 1 FROM object AS later WHERE later.bucket = one.bucket AND later.key = one.key AND later.id > one.id
           AND later.created_at <= ?)`,
    ),
    startUpload: stateDb.prepare(
      "INSERT INTO object_upload (bucket, key, content_type, created_at) VALUES (?, ?, ?, ?) RETURNING id",
    ),
    upload: stateDb.prepare("SELECT content_type FROM object_upload WHERE id = ? AND bucket = ? AND key = ?"),
    putPart: stateDb.prepare("INSERT OR REPLACE INTO object_part (upload, number, etag, body) VALUES (?, ?, ?, ?)"),
    parts: stateDb.prepare("SELECT number, etag, body FROM object_part WHERE upload = ? ORDER BY number"),
    dropUpload: stateDb.prepare("DELETE FROM object_upload WHERE id = ?"),
    dropParts: stateDb.prepare("DELETE FROM object_part WHERE upload = ?"),
    oldUploads: stateDb.prepare(
      "SELECT id FROM object_upload WHERE bucket = ? AND substr(key, 1, length(?)) = ? AND created_at <= ?",
    ),
  };
}
