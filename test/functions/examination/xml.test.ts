import { expect, it } from "vitest";

import { readXml } from "../../../functions/examination/xml.ts";

const read = (xml: string): string => {
  let text = "";
  readXml(Buffer.from(xml), { text: (more) => (text += more) });
  return text;
};

it("XML is read as it stands, with the five entities that every XML has", () => {
  expect(read("<a>&lt;b&gt; &amp; &#7871;</a>")).toBe("<b> & ế");
});

it.each([
  ["of another file", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
  ["of an address", '<!DOCTYPE a [<!ENTITY x SYSTEM "https://evil.example/">]><a>&x;</a>'],
  ["that swells", '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'],
  ["that nobody declares", "<a>&x;</a>"],
])("an entity %s is resolved by nobody: such a part is no XML of a paper", (_what, xml) => {
  expect(() => read(xml)).toThrow(/document type|undefined entity/);
});

it("elements lie within each other a thousand deep, and no deeper", () => {
  const nested = (deep: number) => `${"<a>".repeat(deep)}x${"</a>".repeat(deep)}`;
  expect(read(nested(1_000))).toBe("x");
  expect(() => read(nested(1_001))).toThrow("More than 1000");
});
