import { expect, it } from "vitest";

import type { LetterName, LetterStatus } from "../../../../functions/domain/letter.ts";
import { dutyLedger } from "../../../../functions/store/letters.ts";
import { at, dutyOf, email, ref, lying } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";
import { withDuty } from "./letter-claims.ts";

const NOW = at("2017-10-13T08:00");
const TO = email("vanthu@stc.daklak.example");
const ledger = dutyLedger(dutyOf("stc"), lying());
const reminder: LetterName = { ladder: 0, milestone: "remind-10", addressee: "unit" };
const NAME = "0.remind-10.unit";
const entry = (status: LetterStatus, attempt = "own", moment = NOW) => ({ status, at: moment, to: TO, attempt });

/** From which entries each outcome is taken: what comes late never undoes what is known already. */
const FROM: Partial<Record<LetterStatus, readonly LetterStatus[]>> = {
  delivered: ["claimed", "sent", "delayed"],
  delayed: ["claimed", "sent"],
  rejected: ["claimed", "sent"],
};

export function letterEventSuite(fresh: Fresh): void {
  it.each<[events: LetterStatus[], left: LetterStatus]>([
    [["delivered"], "delivered"],
    [["delayed", "delivered"], "delivered"],
    [["delivered", "delayed"], "delivered"],
    [["delivered", "delivered"], "delivered"],
    [["rejected", "delivered"], "rejected"],
    [["delivered", "rejected"], "delivered"],
  ])("told of %j in this order, a letter stands as %s", async (events, left) => {
    const { register, entries } = await withDuty(fresh);
    await register.letters.claim(ledger, reminder, entry("claimed"));
    for (const [i, status] of events.entries())
      await register.letters.record(ledger, NAME, entry(status, "own", NOW + i), FROM[status] ?? []);
    expect((await entries())[NAME]?.status).toBe(left);
    // The function that sent it comes last: it changes nothing any more.
    expect(await register.letters.confirm(ledger, NAME, "own", NOW + 9)).toBe(false);
    expect((await entries())[NAME]?.status).toBe(left);
  });

  it("an outcome of another attempt, or of a letter that is not there, is not taken", async () => {
    const { register, entries } = await withDuty(fresh);
    expect(await register.letters.record(ledger, NAME, entry("delivered"), ["claimed"])).toBe(false);
    await register.letters.claim(ledger, reminder, entry("claimed"));
    expect(await register.letters.record(ledger, NAME, entry("delivered", "other"), ["claimed"])).toBe(false);
    expect(await entries()).toEqual({ [NAME]: entry("claimed") });
  });

  it("why a letter was refused is kept with it", async () => {
    const { register, entries } = await withDuty(fresh);
    await register.letters.claim(ledger, reminder, entry("claimed"));
    await register.letters.record(ledger, NAME, { ...entry("rejected"), reason: "MessageRejected" }, ["claimed"]);
    expect((await entries())[NAME]).toEqual({ ...entry("rejected"), reason: "MessageRejected" });
  });

  it("a letter that came back is kept, and its name is free for the next address", async () => {
    const { register, entries } = await withDuty(fresh);
    await register.letters.claim(ledger, reminder, entry("claimed"));
    expect(await register.letters.spend(ledger, NAME, entry("bounced", "other"))).toBe(false);
    expect(await register.letters.spend(ledger, NAME, entry("bounced", "own", NOW + 1))).toBe(true);
    const next = { ...entry("claimed", "next"), to: email("vanphong@stc.daklak.example") };
    expect(await register.letters.claim(ledger, reminder, next)).toBe(true);
    expect(await entries()).toEqual({ [`${NAME}.own`]: entry("bounced", "own", NOW + 1), [NAME]: next });
  });

  it("told twice that a letter came back, the letter to the next address stays", async () => {
    const { register, entries } = await withDuty(fresh);
    await register.letters.claim(ledger, reminder, entry("claimed"));
    await register.letters.spend(ledger, NAME, entry("bounced"));
    await register.letters.claim(ledger, reminder, entry("claimed", "next"));
    expect(await register.letters.spend(ledger, NAME, entry("bounced"))).toBe(false);
    expect(await register.letters.record(ledger, NAME, entry("delivered"), ["claimed", "sent"])).toBe(false);
    expect((await entries())[NAME]).toEqual(entry("claimed", "next"));
  });

  it("lists show the last letter of the ladder of which something was told, with its outcome", async () => {
    const { register } = await withDuty(fresh);
    const lastLetter = async () =>
      (await register.duties.openDuties({ ...ref, place: lying() }, { limit: 1 })).items[0]?.lastLetter;
    await register.letters.claim(ledger, reminder, entry("claimed"));
    await register.letters.confirm(ledger, NAME, "own", NOW);
    expect(await lastLetter()).toBeUndefined();
    await register.letters.record(ledger, NAME, entry("delivered", "own", NOW + 1), ["sent"]);
    expect(await lastLetter()).toEqual({ milestone: "remind-10", to: TO, status: "delivered", at: NOW + 1 });
    await register.letters.spend(ledger, NAME, entry("bounced", "own", NOW + 2));
    expect(await lastLetter()).toEqual({ milestone: "remind-10", to: TO, status: "bounced", at: NOW + 2 });
  });

  it("a receipt is no letter that lists show", async () => {
    const { register } = await withDuty(fresh, { state: "returned", revision: 1 });
    await register.letters.claim(ledger, { ...reminder, milestone: "receipt-1" }, entry("claimed"));
    await register.letters.record(ledger, "0.receipt-1.unit", entry("delivered"), ["claimed"]);
    const duty = await register.duties.duty(dutyOf("stc"), lying());
    expect(duty?.letters["0.receipt-1.unit"]?.status).toBe("delivered");
    expect(duty?.lastLetter).toBeUndefined();
  });
}
