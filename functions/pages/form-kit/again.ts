import type { Fault, Refusal } from "../../domain/refusal.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { problemOf } from "../../http/problem.ts";
import { nothing } from "../parts/attributes.ts";
import { errorSummary, notice } from "../parts/notice.ts";
import type { Visit } from "../visit.ts";

/** What is wrong with one field of a form, in the visitor's language. */
export type FieldFault = {
  readonly field: string;
  readonly text: string;
  /** As it is told away from the field. @default the field's label, then the text */
  readonly summary?: string;
};

/** Why a form is shown again: what is wrong with it, or what happened meanwhile. */
export type Again = {
  readonly faults?: readonly FieldFault[] | undefined;
  readonly notice?: Html | undefined;
  readonly status?: number | undefined;
  /** What stands in the fields, where that is something else than what was sent. */
  readonly typed?: URLSearchParams | undefined;
};

/** What stands above a form that is shown again; `labelOf` says what a field is called where it does not stand beside its fault. */
export function aboveForm(
  visit: Visit,
  { faults = [], notice: told }: Again,
  labelOf?: (field: string) => string,
): Html {
  const labelled = faults.map(({ field, text, summary }) => ({
    field,
    text: summary ?? (labelOf ? `${labelOf(field)}: ${text}` : text),
  }));
  return html`${told ?? nothing}${faults.length === 0 ? nothing : errorSummary(visit, labelled)}`;
}

/** The title of a page with a form: says first that something is to be corrected. */
export function titleOf({ say }: Visit, title: string, { faults = [], status }: Again): string {
  return faults.length === 0 && status !== 400 ? title : `${say("Lỗi: ", "Error: ")}${title}`;
}

/** What is said beside one field: the first thing wrong with it. */
export const faultAt = ({ faults = [] }: Again, name: string): string | undefined =>
  faults.find(({ field }) => field === name)?.text;

/** The faults of a refusal, each at the field that its path leads to; of one without faults, what it says. */
export function faultsOf({ say }: Visit, refusal: Refusal, fieldOf: (path: string) => string): FieldFault[] {
  const { vi, detail } = refusal;
  const faults = refusal.refused === "invalid" ? refusal.faults : [{ path: "", vi, message: detail }];
  return faults.map((fault) => ({
    field: fieldOf(fault.path),
    text: say(fault.vi, inEnglish(fault)),
  }));
}

/** The API's words, but for what only programs say: of a box that was not ticked, or a choice not made. */
function inEnglish({ vi, message }: Fault): string {
  if (vi.startsWith("Không được để trống")) return "must not be empty";
  return message.replace(/^must be true: /, "").replace(/; got (true|false|null|nothing|"")$/, "");
}

/** A form whose fields are to be corrected, and nothing else is the matter. */
export const faulty = (faults: readonly FieldFault[]): Again => ({ status: 400, faults, notice: undefined });

/** A refusal that is no fault of a field: what it says, above the form. */
export function refusedAbove({ say }: Visit, refusal: Refusal): Again {
  return { status: problemOf(refusal).status, notice: notice("bad", say(refusal.vi, refusal.detail)) };
}

/** The form was not of this session: what was typed is there again, and nothing was done. */
export function expired({ say }: Visit): Again {
  return stale(
    say(
      "Chưa thực hiện: trang này được mở từ một phiên đăng nhập khác hoặc đã quá lâu. Nội dung đã nhập vẫn còn; đề nghị kiểm tra rồi bấm lại.",
      "Nothing was done: this page was opened in another sign-in, or too long ago. What was typed is still here; check it and press the button again.",
    ),
  );
}

/** Somebody changed what the page was drawn from: the visitor looks again before anything is done. */
export function changedMeanwhile({ say }: Visit): Again {
  return stale(
    say(
      "Chưa thực hiện: nội dung này đã được người khác thay đổi sau khi trang được mở. Đề nghị xem lại rồi bấm lại nếu vẫn cần.",
      "Nothing was done: somebody else changed this after the page was opened. Look again, and press the button if it is still needed.",
    ),
  );
}

/** The form again, and why nothing was done. */
export function stale(text: string): Again {
  return { status: 409, notice: notice("warning", text) };
}
