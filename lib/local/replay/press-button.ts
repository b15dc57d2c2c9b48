import { readDuty } from "./answers.ts";
import type { Harness } from "./harness.ts";
import { SeasonRefused, expectDone } from "./outcome.ts";
import type { ActOutcome } from "./outcome.ts";
import type { UnitAct } from "./season-acts.ts";

type Pressing = { readonly act: UnitAct; readonly as: string; readonly doing: string };

/**
 * Opens the page that a unit's letter of issue leads to and presses its one button, as somebody does who is not signed in.
 * Where the page has none any more, it is looked at and left.
 *
 * @throws SeasonRefused when no letter of issue has reached the unit, or the site does not take the button
 */
export async function pressButton(harness: Harness, { act, as, doing }: Pressing): Promise<ActOutcome> {
  const text = await harness.letterOfIssue({ directive: act.directiveId, obligation: act.obligation, unit: act.unit });
  const link = /https?:\/\/\S+\/received\/\S+/.exec(text ?? "")?.[0];
  if (link === undefined)
    throw new SeasonRefused(`Could not ${doing}: no letter of issue with a button has reached it.`);
  const { origin, pathname: path } = new URL(link);
  const page = expectDone(await harness.call({ method: "GET", path }), doing);
  if (typeof page === "string" && page.includes('<form method="post"')) {
    const headers = { origin, "content-type": "application/x-www-form-urlencoded" };
    const answer = await harness.call({ method: "POST", path, body: "", headers });
    if (answer.status !== 303) expectDone(answer, doing);
  }
  const duty = await harness.call({
    method: "GET",
    path: `/api/duties/${act.directiveId}/${act.obligation}/${act.unit}`,
    as,
  });
  const { acknowledgedAt } = readDuty(expectDone(duty, doing));
  return { acknowledgedAt };
}
