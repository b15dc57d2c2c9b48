import { figuresOf } from "../../../functions/domain/directive.ts";
import type { Obligation } from "../../../functions/domain/directive.ts";
import { localDateOf } from "../../../functions/domain/instant.ts";
import type { Report } from "../../../functions/domain/submission.ts";
import type { UnitRecord } from "../../../functions/domain/unit.ts";
import { uncapitalize } from "../../../functions/domain/vietnamese.ts";
import type { PlacedAct } from "./season-acts.ts";

/** A report made up for a unit, from the obligation's outline: a text for each section, figures within their limits. */
export function reportOf(
  act: PlacedAct & { act: "submit" | "draft" },
  unit: UnitRecord,
  obligation: Obligation,
): Report {
  const given = act.act === "submit" ? act : undefined;
  return {
    documentNumber: given?.documentNumber ?? `${100 + seedOf(unit.id, 900)}/BC-${unit.id.toUpperCase()}`,
    signedOn: localDateOf(act.at),
    signer: { name: unit.headTitle || unit.name, post: unit.headTitle || "Thủ trưởng đơn vị" },
    sections:
      given?.sections ??
      Object.fromEntries(
        obligation.outline.map(({ id, title }) => [
          id,
          `Về ${uncapitalize(title)}, ${unit.name} ${DONE[seedOf(unit.id + id, DONE.length)]}`,
        ]),
      ),
    figures: given?.figures ?? figuresFor(unit, obligation),
  };
}

const DONE = [
  "đã ban hành kế hoạch, phân công từng phòng, đơn vị trực thuộc thực hiện và kiểm tra hằng tháng.\nKết quả cơ bản đạt yêu cầu đề ra; một số việc cần nhiều thời gian được chuyển sang quý sau.",
  "đã quán triệt đến toàn thể cán bộ, công chức, viên chức và người lao động, gắn với nhiệm vụ chuyên môn của cơ quan.",
  "đã phối hợp với Mặt trận Tổ quốc và các đoàn thể cùng cấp tổ chức thực hiện; các mô hình, điển hình được theo dõi, nhân rộng.\nKhó khăn chủ yếu là địa bàn rộng, nhân dân sinh sống phân tán.",
];

function figuresFor(unit: UnitRecord, obligation: Obligation): Record<string, number> {
  const figures: Record<string, number> = {};
  const left = figuresOf(obligation);
  // A figure may be limited by one that stands after it: those without a limit come first, then what they limit.
  for (let round = 0; round <= left.length; round++) {
    for (const { id, atMost } of left) {
      const limit = atMost === undefined ? 40 : figures[atMost];
      if (figures[id] === undefined && limit !== undefined) figures[id] = seedOf(unit.id + id, limit + 1);
    }
  }
  return figures;
}

/** A number below `below` that depends on the text alone. */
function seedOf(text: string, below: number): number {
  let hash = 0;
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % below;
}
