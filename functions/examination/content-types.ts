import { readXml } from "./xml.ts";

/** What a package says that its parts are (ECMA-376, Part 2, 10.1.2): by their own names, or as their endings do. */
export class ContentTypes {
  readonly #named = new Map<string, string>();
  readonly #byEnding = new Map<string, string>();

  constructor(bytes: Uint8Array) {
    readXml(bytes, {
      open: ({ name, attributes }) => {
        const type = attributes.get("ContentType")?.toLowerCase() ?? "";
        if (name === "Override") this.#named.set(partName(attributes.get("PartName") ?? ""), type);
        if (name === "Default") this.#byEnding.set((attributes.get("Extension") ?? "").toLowerCase(), type);
      },
    });
  }

  /** Empty when it is not said. Names are the same in small letters and in large ones. */
  of(part: string): string {
    const name = partName(part);
    return this.#named.get(name) ?? this.#byEnding.get(name.slice(name.lastIndexOf(".") + 1)) ?? "";
  }

  /** Every type that is said of some part. */
  get all(): Iterable<string> {
    return [...this.#named.values(), ...this.#byEnding.values()];
  }

  /** The parts that are said by name to be of a type. */
  named(type: string): string[] {
    return [...this.#named].flatMap(([name, one]) => (one === type ? [name] : []));
  }
}

/** A part's name as all of them are compared: without the root's slash, in small letters. */
export const partName = (name: string): string => name.replace(/^\/+/, "").toLowerCase();
