import { expect, it } from "vitest";

import { ATTEMPT_LIFE_MS } from "../../../../functions/store/attempt-life.ts";
import { requestsIn } from "../../../../functions/store/requests.ts";
import { at } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";
import { tableBut } from "./table-but.ts";

const NOW = at("2017-10-13T08:00");
const CALLER = "vanthu@stc.daklak.example";
const DAY = 86_400_000;
const first = { fingerprint: "f", now: NOW };
const answer = { status: 201, body: "{}", headers: { "content-type": "application/json" } };

export function requestSuite(fresh: Fresh): void {
  it("of the same request sent many times at once, one begins; the others learn that it is under way", async () => {
    const { register } = await fresh();
    const begun = await Promise.all(Array.from({ length: 5 }, () => register.requests.begin(CALLER, "key", first)));
    expect(begun.filter((one) => one === "begun")).toHaveLength(1);
    const known = begun.find((one) => one !== "begun");
    expect(known).toMatchObject({ fingerprint: "f", startedAt: NOW });
    expect(known).not.toHaveProperty("answer");
  });

  it("a request that is done is answered as it was the first time, for a day", async () => {
    const { register } = await fresh();
    await register.requests.begin(CALLER, "key", first);
    await register.requests.finish(CALLER, "key", answer);
    const later = (now: number) => register.requests.begin(CALLER, "key", { fingerprint: "f", now });
    expect(await later(NOW + DAY)).toMatchObject({ answer });
    expect(await later(NOW + DAY + 1000)).toBe("begun");
  });

  it("a key with another request answers the first one's fingerprint, running or done", async () => {
    const { register } = await fresh();
    await register.requests.begin(CALLER, "key", first);
    const other = (now: number) => register.requests.begin(CALLER, "key", { fingerprint: "g", now });
    expect(await other(NOW + 120_000)).toMatchObject({ fingerprint: "f" });
    await register.requests.finish(CALLER, "key", answer);
    expect(await other(NOW + 120_000)).toMatchObject({ fingerprint: "f", answer });
  });

  it("a request whose function died is begun again when it must be dead", async () => {
    const { register } = await fresh();
    await register.requests.begin(CALLER, "key", first);
    const later = (now: number) => register.requests.begin(CALLER, "key", { fingerprint: "f", now });
    expect(await later(NOW + ATTEMPT_LIFE_MS)).toMatchObject({ startedAt: NOW });
    expect(await later(NOW + ATTEMPT_LIFE_MS + 1)).toBe("again");
    expect(await later(NOW + ATTEMPT_LIFE_MS + 2)).toMatchObject({ startedAt: NOW + ATTEMPT_LIFE_MS + 1 });
  });

  it("a request that failed is forgotten, and begun again at once", async () => {
    const { register } = await fresh();
    await register.requests.begin(CALLER, "key", first);
    await register.requests.forget(CALLER, "key");
    expect(await register.requests.begin(CALLER, "key", first)).toBe("begun");
  });

  it("a beginning whose reply was lost, and which is asked for again, is known as one's own", async () => {
    const { table } = await fresh();
    // The SDK asks for a put again whose answer was lost, and the second answer is what comes back.
    const askedTwice = tableBut(table, {
      async put(...asked) {
        await table.put(...asked);
        return table.put(...asked);
      },
    });
    const requests = requestsIn(askedTwice);
    expect(await requests.begin(CALLER, "key", first)).toBe("begun");
    expect(await requests.begin(CALLER, "key", first)).toMatchObject({ fingerprint: "f", startedAt: NOW });
    expect(await requests.begin(CALLER, "key", { ...first, now: NOW + ATTEMPT_LIFE_MS + 1 })).toBe("again");
  });

  it("a key is its caller's own", async () => {
    const { register } = await fresh();
    await register.requests.begin(CALLER, "key", first);
    expect(await register.requests.begin("vanthu@stp.daklak.example", "key", first)).toBe("begun");
    expect(await register.requests.begin(CALLER, "another", first)).toBe("begun");
  });
}
