import { isRefusal } from "../../domain/refusal.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { seeOther } from "../../http/exchange.ts";
import type { Answer } from "../../http/exchange.ts";
import type { WebEffects } from "../../use-cases/effects.ts";
import { formatMinute } from "../../wording/dates.ts";
import type { Again } from "../form-kit/again.ts";
import { csrfForm } from "../form-kit/csrf.ts";
import { formPages } from "../form-kit/form.ts";
import { nothing } from "../parts/attributes.ts";
import { buttons } from "../parts/fields.ts";
import { notice } from "../parts/notice.ts";
import { table } from "../parts/table.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";
import { dutyPage } from "./duty-page.ts";
import { expired } from "./held-back.ts";
import { reportInHand } from "./report-in-hand.ts";
import type { ReportInHand } from "./report-in-hand.ts";
import { differing, reportFields, typedOf } from "./report-fields.ts";
import { saveTyped } from "./save-typed.ts";
import type { SavedDraft } from "../../store/filings.ts";
import type { TwoDrafts } from "./save-typed.ts";
import { visitDuty } from "./visited-duty.ts";
import type { VisitedDuty } from "./visited-duty.ts";

/** Two people wrote one report: who saved when, where the two differ, and three ways on. Nothing is lost meanwhile. */
export function twoDraftsPage(visit: Visit, found: VisitedDuty, drafts: TwoDrafts, told: Again = {}): Answer {
  const { say } = visit;
  const action = `${found.path}/report`;
  const content = html`
    ${notice("warning", bothKept(visit, drafts))} ${comparison(visit, found, drafts)}
    ${csrfForm(visit, {
      action,
      content: html`
        <input type="hidden" name="basedOn" value="${drafts.theirs.version}" autocomplete="off" /><input type="hidden" name="tab" />
        <h2>${say("Chọn cách xử lý", "Choose the way on")}</h2>
        <p>${say(
          "Khi dùng bản này thay cho bản kia, bản bị thay vẫn được giữ riêng cho người đã viết.",
          "When one is put in place of the other, the other is kept aside for whoever wrote it.",
        )}</p>
        ${buttons(
          { label: say("Dùng bản đang giữ riêng", "Use the one kept aside"), do: "mine", kind: "plain" },
          {
            label: say(`Bỏ bản giữ riêng, dùng bản dự thảo chung`, `Drop the one kept aside, and use the unit's draft`),
            do: "theirs",
            kind: "plain",
          },
          {
            label: say("Cứ giữ riêng, không nhắc nữa", "Keep it aside, and say no more of it"),
            do: "away",
            kind: "plain",
          },
          { label: say("Tự ghép hai bản trong biểu mẫu", "Put the two together by hand"), href: `${action}?merge=1` },
        )}
      `,
    })}
  `;
  const title = say("Có hai bản dự thảo khác nhau", "There are two different drafts");
  return dutyPage(visit, found, { status: 409, ...told, title, content });
}

type Both = VisitedDuty & { readonly both: TwoDrafts | undefined };

/** Does what was chosen of two drafts. Chosen again, or after somebody settled it, it shows how things stand. */
export const { give: settleDrafts } = formPages<Both, TwoDrafts>({
  async find(visit, effects) {
    const found = await visitDuty(visit, effects, "unit");
    return isRefusal(found) ? found : { ...found, both: await draftsBeside(visit, found, effects) };
  },
  page: ({ visit, found }, again) =>
    found.both ? twoDraftsPage(visit, found, found.both, again) : seeOther(`${found.path}/report`),
  expired,
  judge: ({ visit, found: { both } }) =>
    both && Number(visit.form.get("basedOn")) === both.theirs.version ? both : { again: {} },
  async act({ mine, theirs }, { visit, effects, found }) {
    const { principal } = visit.caller;
    const { drafts } = effects.register;
    const choice = visit.form.get("do");
    if (choice === "mine") {
      const own = { typed: typedOf(mine.draft), basedOn: theirs.version, over: theirs };
      const kept = await saveTyped(found, own, visit, effects);
      if (isRefusal(kept)) return kept;
      if ("theirs" in kept) return twoDraftsPage(visit, found, kept);
    }
    if (choice === "away") await drafts.keepAside(found.ref, { ...mine, putAway: true });
    else if (choice === "theirs" || theirs.savedBy !== principal) await drafts.dropAside(found.ref, principal);
    // Of a version of one's own that was just replaced, the aside is what is left; it was looked at.
    else {
      const { draft, savedAt, savedBy } = theirs;
      await drafts.keepAside(found.ref, { draft, savedAt, savedBy, putAway: true });
    }
    return `${found.path}/report?done=${choice}`;
  },
  refused: (_asked, refusal) => refusal,
  repeatable: true,
});

/** The comparison, as a page of its own; nothing where nothing is kept aside. */
export async function compareDrafts(visit: Visit, found: VisitedDuty, effects: WebEffects): Promise<Answer> {
  const both = await draftsBeside(visit, found, effects);
  return both ? twoDraftsPage(visit, found, both, { status: 200 }) : seeOther(`${found.path}/report`);
}

/** The unit's draft, and the visitor's own that is kept aside; undefined where one is missing. */
async function draftsBeside(
  { caller }: Visit,
  found: VisitedDuty,
  effects: WebEffects,
): Promise<TwoDrafts | undefined> {
  const { present, aside } = await reportInHand(found, caller.principal, effects);
  return aside && present && { mine: aside, theirs: present };
}

/** Who saved the unit's draft, and when: of oneself, that it was on another page than this. */
export function whoSaved(visit: Visit, { savedBy, savedAt, version }: SavedDraft): string {
  const { say, caller } = visit;
  const at = formatMinute(visit, savedAt);
  return savedBy === caller.principal
    ? say(
        `Chính tài khoản này (${savedBy}) đã lưu bản dự thảo số ${version} lúc ${at}, ở một thẻ, một trang hoặc một máy khác.`,
        `This very account (${savedBy}) saved version ${version} of the draft at ${at}, in another tab, page or device.`,
      )
    : say(
        `${savedBy} đã lưu bản dự thảo số ${version} lúc ${at}.`,
        `${savedBy} saved version ${version} of the draft at ${at}.`,
      );
}

function bothKept(visit: Visit, { mine, theirs }: TwoDrafts): Html {
  const own = formatMinute(visit, mine.savedAt);
  return html`<p>${whoSaved(visit, theirs)}</p>
  <p>${visit.say(
    `Cả hai bản đều được giữ: bản đó là bản dự thảo chung; bản của ${mine.savedBy}, lúc ${own}, được giữ riêng.`,
    `Both are kept: that one as the draft of the unit; that of ${mine.savedBy}, of ${own}, aside.`,
  )}</p>`;
}

function comparison(visit: Visit, { obligation }: VisitedDuty, { mine, theirs }: TwoDrafts): Html {
  const { say } = visit;
  const [own, other] = [typedOf(mine.draft), typedOf(theirs.draft)];
  const cell = (text = "") => (text === "" ? say("(để trống)", "(empty)") : html`<blockquote>${vi(text)}</blockquote>`);
  return table({
    caption: say("Những chỗ khác nhau", "Where they differ"),
    columns: [
      { label: say("Mục", "Field") },
      { label: say("Bản giữ riêng", "Kept aside") },
      { label: say("Bản dự thảo chung", "The unit's draft") },
    ],
    rows: differing(reportFields(visit, obligation), own, other).map(({ name, title }) => [
      vi(title),
      cell(own[name]),
      cell(other[name]),
    ]),
    empty: say("Hai bản giống nhau.", "The two are the same."),
  });
}

/** What the form tells of a draft that is kept aside for its reader: loudly, until he has looked at it. */
export function asideNotice(visit: Visit, { path }: VisitedDuty, { aside, present }: ReportInHand): Html {
  if (!aside) return nothing;
  const { say, caller } = visit;
  const at = formatMinute(visit, aside.savedAt);
  const link = html`<a href="${path}/report?compare=1">${say("So sánh và chọn", "Compare and choose")}</a>`;
  if (aside.putAway) {
    const told = say(`Bản dự thảo lúc ${at} vẫn được giữ riêng.`, `The draft of ${at} is still kept aside.`);
    return html`<p class="quiet">${told} ${link}</p>`;
  }
  const why =
    present?.savedBy === caller.principal
      ? say(
          "bản dự thảo chung đã được lưu từ một thẻ hoặc một máy khác",
          "the unit's draft was saved in another tab or device",
        )
      : say("người khác đã lưu bản dự thảo chung", "somebody else saved the unit's draft");
  return notice(
    "warning",
    html`<p>${say(
      `Một bản dự thảo khác của ${caller.principal}, lúc ${at}, đang được giữ riêng vì ${why}.`,
      `Another draft of ${caller.principal}, of ${at}, is kept aside, since ${why}.`,
    )}</p>
    <p>${link}</p>`,
  );
}
