import { DatabaseSync } from "node:sqlite";

import type { UnitRecord } from "../../../functions/domain/unit.ts";
import type { Duty } from "../../../functions/domain/duty.ts";
import { fold } from "../../../functions/wording/fold.ts";
import { nameOfPage } from "./pages-asked.ts";
import type { AskedPage } from "./pages-asked.ts";

/**
 * What one would write instead for one office: a process that has everything in SQLite in memory, indexed for these questions, and
 * renders a table of what it finds. It has no session, no rights, no forms, no network and no second language, and so is as
 * fast as such pages can be.
 */
export function monolith(
  units: readonly UnitRecord[],
  duties: readonly Duty[],
): (page: AskedPage) => (() => string) | undefined {
  const db = new DatabaseSync(":memory:");
  db.exec(`
    CREATE TABLE unit (id TEXT PRIMARY KEY, name TEXT, kind TEXT, head TEXT, phone TEXT, mail TEXT, folded TEXT);
    CREATE INDEX by_kind ON unit (kind, name);
    CREATE TABLE duty (unit TEXT PRIMARY KEY, name TEXT, kind TEXT, state TEXT, due TEXT, filed INTEGER, folded TEXT);
    CREATE INDEX by_state ON duty (state, due, unit);
    CREATE INDEX duty_by_kind ON duty (kind, unit);
    BEGIN;
  `);
  const unit = db.prepare("INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (const { id, name, kind, headTitle, phone, clerkEmail = "" } of units)
    unit.run(id, name, kind, headTitle, phone, clerkEmail, fold(`${name} ${id} ${clerkEmail}`));
  const duty = db.prepare("INSERT INTO duty VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (const { unitId, unitName, kind, state, deadline, submittedAt = 0 } of duties)
    duty.run(unitId, unitName, kind, state, String(deadline), submittedAt, fold(unitName));
  db.exec("COMMIT");

  const listed = (sql: string, ...values: string[]) => {
    const [rows, count] = [db.prepare(`${sql} LIMIT 50`), db.prepare(`SELECT count(*) n FROM (${sql})`)];
    return () => pageOf(rows.all(...values), count.get(...values)?.["n"]);
  };
  const counted = db.prepare("SELECT kind, state, filed / 86400000 day, count(*) n FROM duty GROUP BY 1, 2, 3");
  const one = db.prepare("SELECT * FROM unit WHERE id = ?");
  const questions: Readonly<Record<string, () => string>> = {
    "office showUnits": listed("SELECT * FROM unit ORDER BY kind, name"),
    "office showUnits?q=krong": listed("SELECT * FROM unit WHERE folded LIKE ? ORDER BY kind, name", "%krong%"),
    "office showUnits?kind=huyen": listed("SELECT * FROM unit WHERE kind = ? ORDER BY name", "huyen"),
    "office askUnit": () => pageOf([one.get("stc") ?? {}], 1),
    "office showObligation": () => pageOf(counted.all(), units.length),
    "office showDutyList": listed("SELECT * FROM duty ORDER BY unit"),
    "office showDutyList?q=krong": listed("SELECT * FROM duty WHERE folded LIKE ? ORDER BY unit", "%krong%"),
    "office showDutyList?sort=name": listed("SELECT * FROM duty ORDER BY name"),
    "office showEscalations": listed("SELECT * FROM duty WHERE state = 'awaiting' ORDER BY due, unit"),
  };
  return (page) => questions[nameOfPage(page)];
}

function pageOf(rows: readonly Readonly<Record<string, unknown>>[], count: unknown): string {
  const lines = rows.map((row) => `<tr>${Object.values(row).map(cell).join("")}</tr>`);
  return `<!doctype html><html lang="vi"><body><h1>${String(count)}</h1><table>${lines.join("")}</table></body></html>`;
}

const cell = (value: unknown): string =>
  `<td>${String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")}</td>`;
