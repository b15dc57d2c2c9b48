import { DirectiveSchema } from "../../domain/directive.ts";
import type { Directive } from "../../domain/directive.ts";
import { parseJsonText } from "../../domain/json-text.ts";
import { read } from "../../domain/parsing.ts";
import { planFaults } from "../../domain/plan.ts";
import { isRefusal } from "../../domain/refusal.ts";
import type { Fault } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/unit.ts";
import type { FieldFault } from "../form-kit/again.ts";
import type { Visit } from "../visit.ts";
import { directiveGiven } from "./directive-given.ts";
import { contentGiven, nothingGiven } from "./given-content.ts";
import { ofWhatIdIsMade } from "./made-id.ts";

type Read =
  | { readonly directive: Directive }
  | { readonly faults: readonly FieldFault[] }
  /** Of a file: by path. */
  | { readonly fileFaults: readonly Fault[] };

/** The directive that was given by form or by file, or all that is wrong with it. */
export function readGiven(visit: Visit, units: readonly Unit[]): Read {
  return visit.form.get("from") === "file" ? readFile(visit, units) : readFields(visit, units);
}

function readFields(visit: Visit, units: readonly Unit[]): Read {
  const { say, form } = visit;
  const given = directiveGiven({ say, form, units });
  const checked = check(given.directive, units);
  if ("directive" in checked && given.faults.length === 0) return checked;
  const found = "directive" in checked ? [] : checked.fileFaults;
  const faults = found.map(({ path, vi, message }): FieldFault => {
    const { field, before } = given.placeOf(path);
    return { field, text: `${before}${say(vi, message)}` };
  });
  const all = ofWhatIdIsMade(visit, "number", [...given.faults, ...faults]);
  // Who receives is asked for once, and stands in both obligations.
  const first = ({ field, text }: FieldFault) => all.find((one) => one.field === field && one.text === text);
  return { faults: all.filter((fault) => first(fault) === fault) };
}

function readFile(visit: Visit, units: readonly Unit[]): Read {
  const content = contentGiven(visit);
  if (content.trim() === "") return { faults: [nothingGiven(visit)] };
  const parsed = parseJson(content);
  return "value" in parsed ? check(parsed.value, units) : { fileFaults: [parsed.fault] };
}

/** Reads a directive, and checks that the register and the calendar can carry it out. */
function check(value: unknown, units: readonly Unit[]): { directive: Directive } | { fileFaults: readonly Fault[] } {
  const directive = read(DirectiveSchema, value, { en: "The directive", vi: "Văn bản chỉ đạo" });
  if (isRefusal(directive)) return { fileFaults: directive.refused === "invalid" ? directive.faults : [] };
  const faults = planFaults(directive, units);
  return faults.length > 0 ? { fileFaults: faults } : { directive };
}

function parseJson(content: string): { value: unknown } | { fault: Fault } {
  const fault = (vi: string, message: string) => ({ fault: { path: "", vi, message } });
  if (content.includes("\uFFFD"))
    return fault(
      "Tệp không dùng mã UTF-8; đề nghị lưu lại theo mã UTF-8.",
      "The file is not UTF-8 text; save it as UTF-8.",
    );
  try {
    return { value: parseJsonText(content) };
  } catch (error) {
    const why = error instanceof Error ? error.message : "not JSON";
    const [, line, column] = /line (\d+) column (\d+)/.exec(why) ?? [];
    const where = line === undefined ? "" : `, ở dòng ${line}, cột ${column}`;
    return fault(`Tệp không đúng dạng JSON${where}.`, `The file is not JSON: ${why}.`);
  }
}
