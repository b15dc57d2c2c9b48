import { describe, expect, it } from "vitest";

import { actsFor, isKnown, keepsRegister, readsLists, supervises } from "../../../functions/domain/access.ts";
import type { Caller } from "../../../functions/domain/access.ts";
import { EmailSchema } from "../../../functions/domain/ids.ts";
import { obligation, units } from "../letters/season-5500.ts";

const email = EmailSchema.parse("a@stc.example");
const staff = (role: "supervisor" | "leader", unit: keyof typeof units): Caller => ({
  principal: email,
  units: [],
  staff: { email, name: "A", role, unitId: units[unit].id },
});
const contactOf = (...ids: (keyof typeof units)[]): Caller => ({
  principal: email,
  units: ids.map((id) => units[id].id),
});

const what = {
  "acts for stc": (caller: Caller) => actsFor(caller, "stc"),
  "supervises bao-cao": (caller: Caller) => supervises(caller, obligation("bao-cao")),
  "supervises tong-hop": (caller: Caller) => supervises(caller, obligation("tong-hop")),
  "keeps the register": (caller: Caller) => keepsRegister(caller, "snv"),
  "reads the lists of bao-cao": (caller: Caller) => readsLists(caller, obligation("bao-cao"), "snv"),
  "reads the lists of tong-hop": (caller: Caller) => readsLists(caller, obligation("tong-hop"), "snv"),
  "is known": isKnown,
};

describe("who may do what", () => {
  it.each([
    ["a stranger", contactOf(), []],
    ["a contact of a unit", contactOf("stc"), ["acts for stc", "is known"]],
    [
      "a contact of the home unit, which receives",
      contactOf("snv"),
      [
        "supervises bao-cao",
        "keeps the register",
        "reads the lists of bao-cao",
        "reads the lists of tong-hop",
        "is known",
      ],
    ],
    [
      "a contact of the receiver of the consolidation",
      contactOf("vpub"),
      ["supervises tong-hop", "reads the lists of tong-hop", "is known"],
    ],
    [
      "a contact of two units",
      contactOf("stc", "vpub"),
      ["acts for stc", "supervises tong-hop", "reads the lists of tong-hop", "is known"],
    ],
    [
      "staff named to supervise for the home unit",
      staff("supervisor", "snv"),
      [
        "supervises bao-cao",
        "keeps the register",
        "reads the lists of bao-cao",
        "reads the lists of tong-hop",
        "is known",
      ],
    ],
    [
      "staff named to supervise for another unit",
      staff("supervisor", "vpub"),
      ["supervises tong-hop", "reads the lists of tong-hop", "is known"],
    ],
    [
      "a leader, of whatever unit, only reads",
      staff("leader", "snv"),
      ["reads the lists of bao-cao", "reads the lists of tong-hop", "is known"],
    ],
  ])("%s", (_who, caller, may) => {
    const allowed = Object.entries(what).filter(([, asks]) => asks(caller));
    expect(allowed.map(([right]) => right)).toEqual(may);
  });
});
