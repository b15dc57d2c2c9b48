import { DeadlineSchema, dayNamedIn, dueAt } from "../../functions/domain/deadline.ts";
import { DAY_MS, MINUTE_MS, addDays, formatInstant, isWeekend, localDateOf } from "../../functions/domain/instant.ts";
import type { LocalDate } from "../../functions/domain/instant.ts";
import type { CalendarLine } from "../../functions/domain/provisional-year.ts";
import type { UnitRecord } from "../../functions/domain/unit.ts";
import { workingDaysOfVietNam } from "../../functions/domain/working-days-vn.ts";
import type { ActName } from "./likely-acts.ts";
import type { Random } from "./random.ts";
import type { Season } from "./season.ts";
import type { VirtualTime } from "./virtual-time.ts";
import type { DutyMoment } from "./witness.ts";

type Acted = {
  readonly duty: DutyMoment;
  readonly unitId: string;
  readonly random: Random;
  readonly season: Season;
  readonly time: VirtualTime;
  /** A number that nothing was called by before. */
  readonly next: () => number;
};

/** What somebody sends who acts on a duty as it stands. */
export function bodyOf(what: ActName, acted: Acted): unknown {
  const { random, season, time, unitId, next } = acted;
  const today = localDateOf(time.now);
  switch (what) {
    case "mend":
      return { ...unitOf(acted), clerkEmail: `moi-${next()}@${unitId}.example` };
    case "enter-again":
      return unitOf(acted);
    case "file":
      return {
        documentNumber: `${next()}/BC`,
        signedOn: today,
        signer: { name: "Nguyễn Văn A", post: "Giám đốc" },
        sections: { "noi-dung": `Nội dung ${next()}` },
      };
    case "draft":
      return { sections: { "noi-dung": `Nháp ${next()}` } };
    case "paper": {
      const from = Math.max(season.issueAt + MINUTE_MS, time.now - 3 * DAY_MS);
      return {
        receivedAt: formatInstant(random.int(Math.min(from, time.now), time.now)),
        documentNumber: `${next()}/BC`,
      };
    }
    case "return":
      return { reason: "Thiếu số liệu", ...(random.chance(0.6) ? { before: ahead(acted) } : {}) };
    case "reinstate":
      return { reason: "Có phát sinh", ...(random.chance(0.6) ? { before: laterThan(acted) } : {}) };
    case "extend":
      return {
        before: laterThan(acted),
        reason: "Chờ số liệu",
        approvedBy: "Giám đốc",
        documentNumber: `${next()}/GH`,
      };
    case "move": {
      const day = ahead(acted);
      return {
        ...random.pick([{ before: day }, { by: day }, { before: `${day}T16:00` }]),
        reason: "Lùi",
        documentNumber: `${next()}/CD`,
      };
    }
    case "remind":
      return {
        units: random.pick([[unitId], [unitId], "late", "open"]),
        ...(random.chance(0.5) && { note: "Đề nghị gửi ngay" }),
        ...(random.chance(0.6) && { again: true }),
      };
    case "year":
      return { status: "final", lines: swapped(acted) };
    case "withdraw":
      return { reason: "Giao nhầm", documentNumber: `${next()}/TH` };
    case "reporters":
      return reporters(acted);
    case "exempt":
      return { reason: "Không phát sinh" };
    case "reason":
      return { text: "Chờ số liệu của các xã" };
    case "accept":
      return {};
    default:
      return what satisfies never;
  }
}

/** The unit as it was entered first. */
function unitOf({ season, unitId }: Acted): Omit<UnitRecord, "id"> {
  const { id: _id, ...unit } = season.units.find(({ id }) => id === unitId)!;
  return unit;
}

function ahead({ random, time }: Acted): LocalDate {
  return addDays(localDateOf(time.now), random.int(1, 5));
}

function laterThan(acted: Acted): LocalDate {
  const [day, due] = [ahead(acted), dayNamedIn(DeadlineSchema.parse(acted.duty.deadline))];
  return day > due ? day : addDays(due, acted.random.int(1, 4));
}

/** Units that do not report yet are added, and this one is released, or either; now and then what cannot be. */
function reporters(acted: Acted): unknown {
  const { random, season, time, duty, unitId, next } = acted;
  const add = random.some(season.spares, 0.6);
  const release = add.length === 0 || random.chance(0.4) ? [unitId] : [];
  const isPast = dueAt(DeadlineSchema.parse(duty.deadline)) <= time.now;
  const dated = add.length > 0 && (isPast ? random.chance(0.9) : random.chance(0.3));
  return {
    add,
    release,
    ...(dated && { before: laterThan(acted) }),
    reason: "Mới thành lập, sáp nhập",
    documentNumber: `${next()}/QĐ`,
  };
}

/** The year's lines, with working days near by made days off, and weekends worked, or either. */
function swapped({ random, time }: Acted): CalendarLine[] {
  const { lines, exceptions } = workingDaysOfVietNam.year(2017);
  const today = localDateOf(time.now);
  const days = Array.from({ length: 9 }, (_, i) => addDays(today, i - 1)).filter((day) => !exceptions.has(day));
  const off = random.some(
    days.filter((day) => !isWeekend(day)),
    0.2,
  );
  const worked = random.some(
    days.filter((day) => isWeekend(day)),
    0.4,
  );
  const line = (status: "off" | "worked") => (date: LocalDate) => ({
    date,
    status,
    name: "Hoán đổi",
    source: "Thông báo",
  });
  return [...lines, ...off.map(line("off")), ...worked.map(line("worked"))];
}
