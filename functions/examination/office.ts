import type { Unfit } from "../domain/attachment.ts";
import { isSecrecyMark } from "../domain/secrecy-mark.ts";
import { ContentTypes, partName } from "./content-types.ts";
import { isContainer, whyContained } from "./container.ts";
import { actOf, readRelations } from "./relations.ts";
import { readSharedTexts, readSheet } from "./sheet-text.ts";
import { readWordText } from "./word-text.ts";
import { readXml } from "./xml.ts";
import { readZip } from "./zip-contents.ts";

/** The type that the main part of a package must be said to have. */
const MAIN_TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
} as const;

const TYPES = "[content_types].xml";

/** A Word or Excel file: the package of its kind, which does nothing by itself, and bears no mark of secrecy. */
export async function examineOffice(bytes: Uint8Array, kind: keyof typeof MAIN_TYPES): Promise<Unfit | undefined> {
  if (isContainer(bytes)) return whyContained(bytes);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return "not-its-type";
  const zip = await readZip(bytes, (name) => /\.(?:xml|rels)$|(?:^|\/)[^./]+$/i.test(name));
  if (typeof zip === "string") return zip;
  try {
    return new Package(zip.texts, zip.names).examine(MAIN_TYPES[kind]);
  } catch {
    return "broken";
  }
}

class Package {
  readonly #parts: ReadonlyMap<string, Uint8Array>;
  readonly #names: readonly string[];

  constructor(parts: ReadonlyMap<string, Uint8Array>, names: Iterable<string>) {
    this.#parts = new Map([...parts].map(([name, content]) => [partName(name), content]));
    this.#names = [...names].map(partName);
  }

  examine(mainType: string): Unfit | undefined {
    const typesPart = this.#parts.get(TYPES);
    if (!typesPart) return "not-its-type";
    const types = new ContentTypes(typesPart);
    const acts = this.#actOf(types);
    // Of a package whose main part holds macros the type is another; what to do is to take them out.
    if (acts === "macros") return acts;
    const main = this.#main() ?? types.named(mainType)[0] ?? "";
    if (types.of(main) !== mainType || !this.#parts.has(main)) return "not-its-type";
    // What a reader takes for a text, and hides from this one by its ending.
    if (this.#names.some((name) => /[+/]xml$/.test(types.of(name)) && !this.#parts.has(name))) return "broken";
    return acts ?? this.#textOf(types);
  }

  /** Why the package does something by itself, by what its parts are said to be and what they lead to. */
  #actOf(types: ContentTypes): Unfit | undefined {
    const all = [...types.all].join("\n");
    if (/macroenabled|vbaproject/.test(all) || this.#names.some((name) => /vbaproject|\.bas$/.test(name)))
      return "macros";
    if (/macrosheet\+xml/.test(all) || this.#names.some((name) => /(?:^|\/)macrosheets\//.test(name)))
      return "macro-sheets";
    const links = this.#names.filter((name) => /externallink/.test(name) || /externallink/.test(types.of(name)));
    if (links.length > 0) return this.#whyLinked(links);
    if (this.#names.some((name) => /(?:^|\/)(?:activex\/|oleobject)|\/embeddings\/.*\.bin$/.test(name)))
      return "ole-objects";
    for (const [name, content] of this.#parts) {
      if (!name.endsWith(".rels")) continue;
      for (const relation of readRelations(content)) {
        const act = actOf(relation, name);
        if (act) return act;
      }
    }
    return undefined;
  }

  /** A link to another workbook's figures, to a program (DDE), or to an object of one. */
  #whyLinked(parts: readonly string[]): Unfit {
    const kinds = new Set<string>();
    for (const part of parts) readXml(this.#parts.get(part) ?? NOTHING, { open: ({ name }) => kinds.add(name) });
    if (kinds.has("ddeLink")) return "dde";
    return kinds.has("oleLink") ? "ole-objects" : "external-links";
  }

  /** The main part is whatever the package's relations say; nothing when it has none. */
  #main(): string | undefined {
    const relations = this.#parts.get("_rels/.rels");
    const main = relations && readRelations(relations).find(({ type }) => type === "officeDocument");
    return main && partName(main.target);
  }

  #textOf(types: ContentTypes): Unfit | undefined {
    const sharedPart = [...this.#parts].find(([name]) => types.of(name).endsWith("sharedstrings+xml"))?.[1];
    const shared = readSharedTexts(sharedPart ?? this.#parts.get("xl/sharedstrings.xml") ?? NOTHING);
    const placed = new Set<number>();
    for (const [name, content] of this.#parts) {
      if (name === TYPES || name.endsWith(".rels") || NOT_SHOWN.test(name)) continue;
      if (/worksheets\//.test(name) || types.of(name).endsWith("worksheet+xml")) {
        const sheet = readSheet(content, shared);
        if (sheet.reaches) return "external-links";
        if (sheet.marked) return "secret";
        for (const one of sheet.used) placed.add(one);
      } else if (name.endsWith("xml") || /[+/]xml$/.test(types.of(name))) {
        const { marked, fields } = readWordText(content);
        if (DDE.test(fields)) return "dde";
        if (marked) return "secret";
      }
    }
    // What stands in no sheet that was found may stand anywhere.
    return shared.some((text, at) => !placed.has(at) && isSecrecyMark(text)) ? "secret" : undefined;
  }
}

const NOTHING = Buffer.from("<nothing/>");
/** Parts whose text no reader sees on a page; those of building blocks have watermarks to choose from. */
const NOT_SHOWN =
  /^(?:docprops|customxml)\/|(?:^|\/)(?:glossary|theme)\/|(?:^|\/)(?:styles\w*|settings|websettings|fonttable|numbering|sharedstrings|comments\w*)\.xml$/;
const DDE = /(?<![\w\p{L}])DDE(?:AUTO)?(?![\w\p{L}])/iu;
