import { expect, it } from "vitest";

import type { AsideDraft } from "../../../../functions/store/drafts.ts";
import { at, dutyOf } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";

const duty = dutyOf("stc");
const NOW = at("2017-10-13T08:00");

const written = (savedBy: string, text: string): AsideDraft => ({
  draft: { sections: { "thi-dua": text }, figures: { "cuoc-doi-thoai": "12a" } },
  savedAt: NOW,
  savedBy,
});

export function draftSuite(fresh: Fresh): void {
  it("a duty has one draft, and beside it what was kept aside of each person, the last alone", async () => {
    const { register } = await fresh();
    expect(await register.drafts.drafts(duty)).toEqual({ present: undefined, aside: [] });
    const draft = { ...written("a@stc.example", "Bản chung"), version: 1 };
    await register.filings.saveDraft(duty, draft);
    await register.drafts.keepAside(duty, written("b@stc.example", "Một"));
    await register.drafts.keepAside(duty, written("b@stc.example", "Hai"));
    await register.drafts.keepAside(duty, written("c@stc.example", "Ba"));
    expect(await register.drafts.drafts(duty)).toEqual({
      present: draft,
      aside: [written("b@stc.example", "Hai"), written("c@stc.example", "Ba")],
    });
    expect(await register.drafts.drafts(dutyOf("stp"))).toEqual({ present: undefined, aside: [] });
  });

  it("what is settled is dropped, and nothing else", async () => {
    const { register } = await fresh();
    await register.drafts.keepAside(duty, written("b@stc.example", "Một"));
    await register.drafts.keepAside(duty, written("c@stc.example", "Hai"));
    await register.drafts.dropAside(duty, "b@stc.example");
    expect((await register.drafts.drafts(duty)).aside).toEqual([written("c@stc.example", "Hai")]);
  });

  it("what is kept aside is no part of the duty's history", async () => {
    const { register } = await fresh();
    await register.drafts.keepAside(duty, written("b@stc.example", "Một"));
    expect(await register.filings.dossier(duty)).toEqual({ history: [], submissions: [] });
  });
}
