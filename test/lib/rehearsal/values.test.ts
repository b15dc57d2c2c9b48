import { describe, expect, it } from "vitest";

import { referencesIn, resolve } from "../../../lib/rehearsal/values.ts";

const lookups = { ref: (name: string) => `<${name}>`, attribute: (id: string, name: string) => `<${id}|${name}>` };

describe("what a value names", () => {
  it.each([
    ["nothing in a plain value", { a: ["x", 1, null, true] }, []],
    ["what Ref gives", { Ref: "Table" }, ["Table"]],
    ["whose attribute is asked, as a pair", { "Fn::GetAtt": ["Queue", "Arn"] }, ["Queue"]],
    ["whose attribute is asked, in short form", { "Fn::GetAtt": "Queue.Arn" }, ["Queue"]],
    ["what stands in a text", { "Fn::Sub": "${Api}.x/${Stage.Name}/${!Literal}" }, ["Api", "Stage"]],
    [
      "what stands in a text with a map of its own, and in the map",
      { "Fn::Sub": ["${own}/${Api}", { own: { Ref: "Table" } }] },
      ["Api", "Table"],
    ],
    ["what is joined", { "Fn::Join": ["", ["a", { Ref: "A" }, { "Fn::Join": ["-", [{ Ref: "B" }]] }]] }, ["A", "B"]],
    ["what is split and selected from", { "Fn::Select": [0, { "Fn::Split": ["-", { Ref: "A" }] }] }, ["A"]],
    ["what an import's name is made of", { "Fn::ImportValue": { "Fn::Sub": "${Net}-x" } }, ["Net"]],
    ["what a function that is not known is handed", { "Fn::Base64": { Ref: "A" } }, ["A"]],
    ["whatever stands deep in lists and maps", { a: [{ b: { c: [{ Ref: "A" }] } }] }, ["A"]],
    ["no Ref where it is one of several members", { Ref: "A", Other: 1 }, []],
  ])("is %s", (_, value, names) => {
    expect([...referencesIn(value)].toSorted()).toEqual(names);
  });
});

describe("a value", () => {
  it.each([
    [{ Ref: "A" }, "<A>"],
    [{ "Fn::GetAtt": ["A", "Arn"] }, "<A|Arn>"],
    [{ "Fn::GetAtt": "A.Endpoint.Port" }, "<A|Endpoint.Port>"],
    [{ "Fn::Sub": "${A}-${A.Arn}-${!A}" }, "<A>-<A|Arn>-${A}"],
    [{ "Fn::Sub": ["${x}-${A}", { x: { Ref: "B" } }] }, "<B>-<A>"],
    [{ "Fn::Join": ["/", ["a", { Ref: "B" }]] }, "a/<B>"],
    [{ "Fn::Select": ["1", { "Fn::Split": ["-", "a-b-c"] }] }, "b"],
    [{ list: [{ Ref: "A" }, 1] }, { list: ["<A>", 1] }],
    [null, null],
  ])("%j is %j", (value, resolved) => {
    expect(resolve(value, lookups)).toEqual(resolved);
  });

  it("with a function that is not known is refused by that function's name", () => {
    expect(() => resolve({ a: { "Fn::Cidr": [] } }, lookups)).toThrow("Fn::Cidr");
  });
});
