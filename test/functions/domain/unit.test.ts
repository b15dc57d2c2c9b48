import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { EmailSchema, UnitIdSchema } from "../../../functions/domain/ids.ts";
import { read } from "../../../functions/domain/parsing.ts";
import {
  addressOf,
  addressesOf,
  isReporter,
  nameKey,
  reachableAddress,
  reachableHead,
} from "../../../functions/domain/unit.ts";
import { UnitSchema } from "../../../functions/domain/unit-input.ts";
import { obligation, units } from "../letters/season-5500.ts";
import { THING, faultsOf, granted, unitOf } from "./samples.ts";

const [clerk, office, head] = ["vanthu@stc.example", "vp@stc.example", "giamdoc@stc.example"];
const all = { clerkEmail: clerk, officeEmail: office, headEmail: head };

describe("where letters to a unit go", () => {
  it.each([
    ["to the clerk first", unitOf(all), clerk, head],
    ["to the office when the clerk's mail came back", unitOf(all, [clerk]), office, head],
    ["to the head when the office's came back too", unitOf(all, [clerk, office]), head, head],
    ["nowhere when all came back", unitOf(all, [clerk, office, head]), undefined, undefined],
    ["past an address that the unit does not have", unitOf({ ...all, clerkEmail: "" }), office, head],
    ["nobody stands in for a head", unitOf({ clerkEmail: clerk }), clerk, undefined],
    ["past a shared address that came back", unitOf({ ...all, officeEmail: clerk }, [clerk]), head, head],
  ])("%s", (_what, unit, address, headAddress) => {
    expect(reachableAddress(unit)).toBe(address);
    expect(reachableHead(unit)).toBe(headAddress);
  });

  it("each address is listed once, in contact order", () => {
    const unit = unitOf({ ...all, headEmail: clerk });
    expect(addressesOf(unit)).toEqual([clerk, office]);
    expect(addressOf(unitOf({ clerkEmail: clerk, headEmail: "" }), "head")).toBeUndefined();
  });
});

describe("whom an obligation means", () => {
  const { reporters } = obligation("bao-cao");

  it.each([
    ["a district, by kind", reporters, units.lak, true],
    ["the supervisor is excepted", reporters, units.snv, false],
    ["a unit by name", obligation("tong-hop").reporters, units.snv, true],
    ["nobody else by name", obligation("tong-hop").reporters, units.stc, false],
    ["an exception goes before a name", { units: [units.stc.id], except: [units.stc.id] }, units.stc, false],
    ["nobody when nobody is named", {}, units.stc, false],
  ])("%s", (_what, named, unit, meant) => {
    expect(isReporter(named, unit)).toBe(meant);
  });
});

describe("names are compared", () => {
  it.each([
    ["whatever the apostrophe", "UBND huyện Ea H'leo", "UBND huyện Ea H’leo"],
    ["also its kin", "UBND huyện M'Đrắk", "UBND huyện MʼĐrắk"],
    ["whatever the case", "Sở Nội vụ", "SỞ NỘI VỤ"],
    ["whatever the spaces", "Sở  Nội vụ ", "Sở Nội vụ"],
    ["whatever the Unicode form", "Sở Nội vụ".normalize("NFD"), "Sở Nội vụ"],
  ])("%s: %s", (_what, one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it.each([
    ["UBND huyện Lắk", "UBND huyện Lăk"],
    ["Sở Y tế", "Sở Y tề"],
    ["Ea H'leo", "Ea Hleo"],
  ])("%s is not %s", (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  it("the key of a key is the key", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
    );
  });
});

describe("a unit", () => {
  it("is kept in one Unicode form, its addresses in small letters", () => {
    const unit = {
      id: "stc",
      name: " Sở Tài chính ".normalize("NFD"),
      kind: "so-ban-nganh",
      clerkEmail: " VanThu@STC.example ",
    };
    expect(granted(read(UnitSchema, unit, THING))).toEqual({
      id: "stc",
      name: "Sở Tài chính",
      kind: "so-ban-nganh",
      headTitle: "",
      phone: "",
      clerkEmail: "vanthu@stc.example",
    });
  });

  it.each([
    [
      "an id with other characters",
      { id: "STC" },
      "id",
      'a unit\'s id: allowed are 1 to 64 small letters a–z, digits, - and _, beginning and ending with a letter or digit; got "STC"',
    ],
    ["no name", { name: " " }, "name", 'must not be empty; got ""'],
    [
      "a head's title of two lines",
      { headTitle: "a\nb" },
      "headTitle",
      'must be one line, without control characters; got "a\\nb"',
    ],
    [
      "an address that is none",
      { officeEmail: "vp.stc.example" },
      "officeEmail",
      'an e-mail address is written like vanthu@so.tinh.example; got "vp.stc.example"',
    ],
  ])("is refused with %s", (_what, change, path, message) => {
    const unit = { id: "stc", name: "Sở Tài chính", kind: "so-ban-nganh", clerkEmail: clerk, ...change };
    expect(faultsOf(read(UnitSchema, unit, THING))).toEqual([{ path, message }]);
  });

  it("needs an address", () => {
    const [fault] = faultsOf(read(UnitSchema, { id: "stc", name: "A", kind: "so", clerkEmail: "" }, THING));
    expect(fault?.path).toBe("clerkEmail");
    expect(fault?.message).toMatch(/^a unit needs at least one of clerkEmail, officeEmail, headEmail; got /);
  });
});

describe("an id", () => {
  it.each(["a", "snv", "ubnd-ea-h-leo", "a_b", "5500-ubnd-kgvx-2017", "a".repeat(64)])("may be %s", (id) => {
    expect(UnitIdSchema.safeParse(id).success).toBe(true);
  });

  it.each(["", "-a", "a-", "A", "đ", "a b", "a.b", "a#b", "a/b", "a\n", "a".repeat(65), "__proto__"])(
    "may not be %j",
    (id) => {
      expect(UnitIdSchema.safeParse(id).success).toBe(false);
    },
  );
});

describe("an e-mail address", () => {
  it.each(["a@b.vn\r\nBcc: c@d.vn", "a@b.vn, c@d.vn", "Ai <a@b.vn>", "a@b", "@b.vn", `${"a".repeat(250)}@b.vn`])(
    "is not %j",
    (text) => {
      expect(EmailSchema.safeParse(text).success).toBe(false);
    },
  );
});
