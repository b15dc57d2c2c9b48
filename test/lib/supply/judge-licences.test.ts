import { describe, expect, it } from "vitest";
import * as z from "zod/mini";

import { bundledPackages } from "../../../lib/supply/bundled-packages.ts";
import { judgeLicences, SbomSchema } from "../../../lib/supply/judge-licences.ts";

const sbomOf = (...licenses: unknown[]) =>
  z.parse(SbomSchema, { bomFormat: "CycloneDX", components: [{ name: "a", version: "1.0.0", licenses }] });
const id = (licence: string) => ({ license: { id: licence } });
const [shipped, used] = [new Set(["a"]), new Set<string>()];

describe("a package", () => {
  it.each([
    ["MIT", id("MIT")],
    ["one of two", { expression: "(MIT OR GPL-3.0-or-later)" }],
    ["both of two", { expression: "MIT AND ISC" }],
  ])("under %s may be shipped", (_name, licence) => {
    expect(judgeLicences(sbomOf(licence), shipped)).toEqual([]);
  });

  it("under MPL-2.0 may be used to build and test, and not be shipped", () => {
    expect(judgeLicences(sbomOf(id("MPL-2.0")), used)).toEqual([]);
    expect(judgeLicences(sbomOf(id("MPL-2.0")), shipped)).toEqual([
      "a@1.0.0 is shipped: got MPL-2.0; allowed: 0BSD, Apache-2.0, BlueOak-1.0.0, BSD-2-Clause, BSD-3-Clause, ISC, MIT, MIT-0",
    ]);
  });

  it.each([
    ["GPL-3.0-only", [id("GPL-3.0-only")]],
    ["AGPL-3.0-or-later", [id("AGPL-3.0-or-later")]],
    ["no licence", []],
    ["SEE LICENSE IN x", [{ license: { name: "SEE LICENSE IN x" } }]],
    ["MIT AND GPL-3.0-only", [{ expression: "MIT AND GPL-3.0-only" }]],
    ["(MIT AND (GPL-2.0-only OR ISC))", [{ expression: "(MIT AND (GPL-2.0-only OR ISC))" }]],
  ])("under %s may not even be used", (name, licenses) => {
    expect(judgeLicences(sbomOf(...licenses), used)).toEqual([expect.stringContaining(`got ${name}; allowed: `)]);
  });

  it("that is shipped and stands on no list is told", () => {
    expect(judgeLicences(sbomOf(id("MIT")), new Set(["b"]))).toEqual([
      "b is shipped, and stands in no component of the SBOM",
    ]);
  });
});

describe("the packages in the functions' bundles", () => {
  it("are known by the function that holds them", () => {
    const packages = bundledPackages();
    expect(packages.get("openid-client")).toEqual(["sign-in"]);
    expect(packages.get("@aws-sdk/client-dynamodb")?.length).toBeGreaterThan(5);
    expect([...packages.keys()].filter((name) => /vitest|aws-cdk-lib|playwright/.test(name))).toEqual([]);
  });
});
