import { expect, it, vi } from "vitest";

import { officePages } from "../../../functions/pages/office/office-pages.ts";
import * as duties from "../../../functions/pages/office/duties-room.ts";
import * as register from "../../../functions/pages/register/register-room.ts";
import { room } from "../../../functions/pages/room.ts";
import type { PageHandler, Visit } from "../../../functions/pages/visit.ts";

const visit = {} as Visit;

it("loads a room when the first of its pages is asked for, and once", async () => {
  const page = vi.fn<PageHandler<string>>(async () => ({ status: 200, body: "" }));
  const load = vi.fn<() => Promise<Record<"show" | "give", PageHandler<string>>>>(async () => ({
    show: page,
    give: page,
  }));
  const ofRoom = room(load);
  const [show, give] = [ofRoom("show"), ofRoom("give")];
  expect(load).not.toHaveBeenCalled();

  await Promise.all([show(visit, "effects"), give(visit, "effects")]);
  await show(visit, "effects");
  expect(load).toHaveBeenCalledOnce();
  expect(page.mock.calls).toEqual(Array.from({ length: 3 }, () => [visit, "effects"]));
});

it("has every page of the offices' rooms under its own name, and no room holds another", () => {
  const held = [...Object.keys(duties), ...Object.keys(register)];
  expect(new Set(held).size).toBe(held.length);
  expect(Object.keys(officePages).toSorted()).toEqual(
    ["showStart", "showObligations", "showObligation", ...held].toSorted(),
  );
});
