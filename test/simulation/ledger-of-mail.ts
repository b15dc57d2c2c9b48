import { letterKey } from "../../functions/domain/letter.ts";
import type { LetterEntry } from "../../functions/domain/letter.ts";
import type { ItemStore } from "./item-store.ts";
import type { TakenMail } from "./simulated-mail.ts";

/** Whether the ledger holds an open claim of the attempt that sent a mail: then only the mail service knows what became of it. */
export function isClaimedStill({ tags }: TakenMail, items: ItemStore): boolean {
  const ladder = Number(tags["ladder"]);
  const milestone = String(tags["milestone"]);
  const name = letterKey({ ladder, milestone, addressee: tags["addressee"] === "head" ? "head" : "unit" });
  const ofAll = ladder === 0 ? "ALL" : `ALL#${-ladder}`;
  const of = tags["of"] === undefined ? ofAll : `UNIT#${tags["of"]}#${ladder}`;
  const places =
    tags["kind"] === "supervisor-letter"
      ? [{ pk: "MILESTONES", sk: `OBLIGATION#cv#${tags["obligation"]}#${of}#${milestone}` }]
      : [0, 1].map((shard) => ({ pk: `OBLIGATION#cv#${tags["obligation"]}#${shard}`, sk: `UNIT#${tags["unit"]}` }));
  return places.some((key) => {
    const entry = (items.current(key)?.["letters"] as Record<string, LetterEntry> | undefined)?.[name];
    return entry?.status === "claimed" && entry.attempt === tags.attempt;
  });
}
