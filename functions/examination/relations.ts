import type { Unfit } from "../domain/attachment.ts";
import { readXml } from "./xml.ts";

/** What one part of a package leads to: another part, or something outside. */
export type Relation = {
  readonly id: string;
  /** The last word of its type's address, which editions of the standard begin in different ways. */
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
};

/** The relations that one part of a package, or the package, has (ECMA-376, Part 2, 9.3). */
export function readRelations(bytes: Uint8Array): Relation[] {
  const found: Relation[] = [];
  readXml(bytes, {
    open({ name, attributes }) {
      if (name !== "Relationship") return;
      const [type = ""] = (attributes.get("Type") ?? "").split("/").slice(-1);
      const external = attributes.get("TargetMode")?.toLowerCase() === "external";
      found.push({ id: attributes.get("Id") ?? "", type, target: attributes.get("Target") ?? "", external });
    },
  });
  return found;
}

/**
 * Why a relation makes a paper act when it is opened: it runs something, or fetches it from outside. A link that a
 * reader has to follow himself does not, nor does the table behind a chart.
 *
 * @param part where the relations of the part stand: `word/_rels/document.xml.rels`
 */
export function actOf({ type, external }: Relation, part: string): Unfit | undefined {
  const named = ACTS[type];
  if (named) return named;
  if (type === "package" && !/\/charts\//.test(part)) return "ole-objects";
  if (!external || type === "hyperlink") return undefined;
  return type === "attachedTemplate" ? "templates" : "external-links";
}

const ACTS: Readonly<Record<string, Unfit | undefined>> = {
  vbaProject: "macros",
  wordVbaData: "macros",
  xlMacrosheet: "macro-sheets",
  xlIntlMacrosheet: "macro-sheets",
  oleObject: "ole-objects",
  control: "ole-objects",
  activeXControlBinary: "ole-objects",
  ctrlProp: undefined,
  aFChunk: "ole-objects",
  subDocument: "external-links",
  frame: "external-links",
  connections: "external-links",
  queryTable: "external-links",
};
