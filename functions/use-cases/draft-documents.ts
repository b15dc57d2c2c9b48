import * as z from "zod/mini";

import type { UnitId } from "../domain/ids.ts";
import { LocalDateSchema } from "../domain/instant.ts";
import { read } from "../domain/parsing.ts";
import { invalid, isRefusal } from "../domain/refusal.ts";
import type { Refusal } from "../domain/refusal.ts";
import { said } from "../domain/message.ts";
import { refuseWithdrawn } from "../domain/withdrawal.ts";
import { refuseNewDate, urgedNow } from "../domain/urging.ts";
import type { LetterKind, Urged } from "../domain/urging.ts";
import type { ReadingEffects } from "./effects.ts";
import { docxOf } from "../documents/formats/docx-of.ts";
import { consolidatedReport } from "../documents/content/consolidated-report.ts";
import { missingReportsLetter } from "../documents/content/missing-reports-letter.ts";
import { inOrderOfOffices } from "../documents/content/order.ts";
import { obligationRefOf } from "./find-duty.ts";
import type { FoundObligation } from "./find-duty.ts";
import { gatherReport, noReceiver } from "./gather-report.ts";
import type { FileMaker } from "./made-file.ts";
import { allDutiesOf } from "./read-reports.ts";

/** The draft of the consolidated report, as things stand now. */
export const draftReport: FileMaker = async ({ found, now }, effects) => {
  const gathered = await gatherReport(found, effects, now);
  if (isRefusal(gathered)) return gathered;
  const content = await docxOf(consolidatedReport(gathered));
  return { found, name: "du-thao-bao-cao-tong-hop", type: "docx", content };
};

const AskedSchema = z.object({
  before: LocalDateSchema,
  confirm: z.optional(z.literal("yes", { error: said('must be "yes"', "Phải là “yes”") })),
});

/**
 * The draft of the letter that urges those who have not filed, or censures them: for the supervisor alone.
 * @param units the units that it may name, if not all
 */
export function draftLetter(kind: LetterKind, units: readonly UnitId[] = []): FileMaker {
  return async ({ found, now, query }, effects) => {
    const urged = await whomToName(found, effects, { kind, now, units });
    if (isRefusal(urged)) return urged;
    const { before, confirm } = query;
    const asked = read(AskedSchema, { before, confirm }, { en: "What the letter is to say", vi: "Nội dung văn bản" });
    if (isRefusal(asked)) return asked;
    if (kind === "criticism" && asked.confirm === undefined) return NOT_WISHED;
    const impossible = refuseNewDate(asked.before, now);
    if (impossible) return impossible;
    const { directive } = found.record;
    const [receiver, calendar] = await Promise.all([
      effects.register.units.unit(found.obligation.receiver),
      effects.register.calendar.current(now),
    ]);
    if (!receiver) return noReceiver;
    const paper = missingReportsLetter({
      kind,
      directive,
      obligation: found.obligation,
      receiver,
      ...urged,
      newDeadline: asked.before,
      calendar,
      now,
    });
    return { found, name: FILES[kind], type: "docx", content: await docxOf(paper) };
  };
}

const FILES: Record<LetterKind, string> = { urging: "du-thao-cong-van-don-doc", criticism: "du-thao-van-ban-phe-binh" };

type ToName = { readonly kind: LetterKind; readonly now: number; readonly units?: readonly UnitId[] | undefined };

/** Whom such a letter names at this moment, of all or of some units, in the order of offices; or why there can be none. */
async function whomToName(
  found: FoundObligation,
  effects: Pick<ReadingEffects, "register">,
  { kind, now, units = [] }: ToName,
): Promise<Urged | Refusal> {
  const { withdrawal } = found.record;
  if (withdrawal) return refuseWithdrawn(withdrawal);
  const where = { ...obligationRefOf(found), place: found.place };
  const [duties, calendar] = await Promise.all([
    units.length > 0 ? effects.register.duties.dutiesNamed(where, units) : allDutiesOf(found, effects),
    effects.register.calendar.current(now),
  ]);
  const letter = { kind, deadline: found.place.deadline, calendar, now };
  return urgedNow(inOrderOfOffices(duties), letter, { some: units.length > 0 });
}

const NOT_WISHED = invalid(
  "A criticism is drafted only on the supervisor's explicit wish.",
  "Chỉ soạn văn bản phê bình khi cơ quan tổng hợp xác nhận.",
  [
    {
      path: "confirm",
      message: 'must be "yes"; got nothing',
      vi: "Đề nghị đánh dấu xác nhận trước khi soạn văn bản phê bình.",
    },
  ],
);
