import { isKnown, keepsRegister } from "../../domain/access.ts";
import { obligationOf } from "../../domain/directive.ts";
import type { DirectiveRecord } from "../../domain/directive-record.ts";
import { UnitIdSchema } from "../../domain/ids.ts";
import type { ObligationRef, UnitId } from "../../domain/ids.ts";
import type { Answer } from "../../http/exchange.ts";
import { reachableAddress } from "../../domain/unit.ts";
import type { Unit } from "../../domain/unit.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { OfficeEffects } from "../../use-cases/effects.ts";
import { isPast } from "../../domain/deadline.ts";
import { isOpen } from "../../domain/duty.ts";
import type { Duty } from "../../domain/duty.ts";
import { readDesk, readForDesk } from "../desk/watched.ts";
import type { DeskReads } from "../desk/watched.ts";
import { workQueue } from "../desk/work-queue.ts";
import { chip } from "../parts/state.ts";
import { nothing } from "../parts/attributes.ts";
import { card } from "../parts/card.ts";
import { page } from "../parts/frame.ts";
import { heading } from "../parts/heading.ts";
import { vi } from "../parts/vi.ts";
import { strangerPage } from "../refusal-pages.ts";
import type { DutyAt } from "../../store/unit-duties.ts";
import { ahead } from "../ahead.ts";
import type { PageReadAhead, Session, Visit } from "../visit.ts";
import { troubleNotice } from "../parts/contact-list.ts";
import { landing } from "./landing.ts";
import { newcomersCard } from "./newcomers-card.ts";
import { dutiesToRead, ownDuties } from "./own-duties.ts";
import { registerDesk } from "./register-desk.ts";
import { inForce } from "../../domain/directive-record.ts";

/**
 * Where everybody begins: what one's units owe, what one watches over, what the register needs. The directives, and which
 * duties the units have for which the session began, are read ahead.
 */
export const showStart: PageReadAhead<OfficeEffects> = {
  begin(session, effects) {
    const reads = session && readAhead(session, effects);
    return (visit) => start(visit, reads, effects);
  },
};

/** What of the start depends on the session alone. */
type Ahead = {
  readonly desk: Promise<DeskReads>;
  readonly places: ReadonlyMap<string, Promise<readonly DutyAt[]>>;
};

function readAhead({ actedFor = [] }: Session, effects: OfficeEffects): Ahead {
  const { desk } = effects.register;
  return {
    desk: ahead(readForDesk(effects)),
    places: new Map(actedFor.map((unitId) => [String(unitId), ahead(desk.placesOfUnit(unitId))])),
  };
}

async function start(visit: Visit, reads: Ahead | undefined, effects: OfficeEffects): Promise<Answer> {
  const { caller, session, say } = visit;
  if (!session || !reads) return landing(visit);
  const keeper = keepsRegister(caller, effects.homeUnit);
  if (!isKnown(caller) && !keeper) return strangerPage(visit, effects);

  const { register } = effects;
  const [deskReads, places] = await Promise.all([
    reads.desk,
    Promise.all(caller.units.map((unitId) => reads.places.get(unitId) ?? register.desk.placesOfUnit(unitId))),
  ]);
  const { records, settled } = deskReads;
  const directives = new Map(records.map((record) => [String(record.directive.id), record]));
  const owed = new Map(
    caller.units.map((unitId, at) => [unitId, dutiesToRead(visit, places[at] ?? [], { directives, settled })]),
  );
  const toRead = [...owed.values()].flatMap(({ read }) => read);
  const [desk, { duties: written, units }, newcomers, keeping] = await Promise.all([
    readDesk(visit, deskReads, effects),
    register.desk.dutiesAndUnits(toRead, ownUnitsAndReceivers(visit, toRead, directives)),
    newcomersCard(visit, records, effects),
    keeper ? registerDesk(visit, records, effects) : nothing,
  ]);
  const all = written.map((duty) => inForce(duty, directives.get(duty.directiveId)));
  const names = new Map(units.map(({ id, name }) => [String(id), name]));
  const own = caller.units.flatMap((unitId) => units.find(({ id }) => id === unitId) ?? []);
  const several = own.length > 1;
  const name = several ? undefined : (own[0]?.name ?? caller.staff?.name);
  const title = say("Nhiệm vụ báo cáo", "Reporting duties");
  const follows = desk.waiting.length + desk.done.length > 0 || keeper || caller.staff !== undefined;
  const main = html`
    ${heading({ title: name ? vi(name) : title, ...(several ? { below: say(`Thay mặt ${own.length} đơn vị`, `For ${own.length} units`) } : {}) })}
    ${own.map((unit) => troubleNotice(visit, unit))}
    ${
      follows
        ? html`${owedHere(visit, all)}
          <section aria-labelledby="watched">
            <h2 id="watched">${say("Theo dõi và tổng hợp", "To follow and to consolidate")}</h2>
            ${workQueue(visit, desk)} ${newcomers}
          </section>`
        : nothing
    }
    ${caller.units.map((unitId) => {
      const unit = own.find(({ id }) => id === unitId);
      const whose = several && unit ? html`: ${vi(unit.name)}` : nothing;
      return html`<section aria-labelledby="duties-${unitId}">
        <h2 id="duties-${unitId}">${say("Nhiệm vụ báo cáo của đơn vị", "Reports that the unit owes")}${whose}</h2>
        ${ownDuties(visit, { duties: ofUnit(all, unitId), besides: owed.get(unitId)?.besides ?? 0 }, { directives, names })}
      </section>`;
    })}
    ${keeping}
    ${own.length === 0 ? nothing : contactsCard(visit, own)}
  `;
  return page(visit, { title, main });
}

const ofUnit = (duties: readonly Duty[], unitId: UnitId): Duty[] => duties.filter((duty) => duty.unitId === unitId);

/** Above what somebody follows: that his own units owe reports, too, and where these stand. */
function owedHere(visit: Visit, duties: readonly Duty[]): Html {
  const { say, receivedAt } = visit;
  const open = duties.filter(isOpen);
  const [first] = open;
  if (!first) return nothing;
  const late = open.filter(({ deadline }) => isPast(deadline, receivedAt)).length;
  const words = say(`Đơn vị còn ${open.length} báo cáo phải gửi`, `Your own reports that are owed: ${open.length}`);
  const overdue = late === 0 ? nothing : html` ${chip("red", say(`${late} quá hạn`, `${late} overdue`))}`;
  return html`<p><a href="#duties-${first.unitId}">${words}</a>${overdue}</p>`;
}

/** The units that the visitor acts for, and those to whom they report. */
function ownUnitsAndReceivers(
  { caller }: Visit,
  places: readonly ObligationRef[],
  directives: ReadonlyMap<string, DirectiveRecord>,
): readonly UnitId[] {
  const receivers = places.flatMap(({ directiveId, obligationId }) => {
    const record = directives.get(directiveId);
    const receiver = record && obligationOf(record.directive, obligationId)?.receiver;
    return receiver === undefined ? [] : [UnitIdSchema.parse(receiver)];
  });
  return [...new Set([...caller.units, ...receivers])];
}

function contactsCard({ say }: Visit, own: readonly Unit[]): Html {
  const lines = own.map((unit) => {
    const to = reachableAddress(unit);
    const words = to === undefined ? say("không hộp thư nào nhận được thư", "no mailbox takes letters") : to;
    return html`<p>${own.length > 1 ? html`${vi(unit.name)}: ` : nothing}${say("Thư nhắc gửi tới", "Reminders go to")} <b>${words}</b></p>`;
  });
  return card(
    say("Danh bạ liên hệ", "Contacts"),
    html`${lines}<p><a href="/contacts">${say("Kiểm tra danh bạ của đơn vị", "Check the unit's contacts")}</a></p>`,
    { id: "contacts" },
  );
}
