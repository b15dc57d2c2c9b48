import { expect, onTestFinished, test } from "vitest";

import { ProjectCopy } from "../kept/project-copy.ts";
import { npmStart, stop } from "./npm-start.ts";
import type { Started } from "./npm-start.ts";
import { temporaryDirectory } from "./stand-ins.ts";

const title = "Gửi báo cáo đúng hạn";
const newTitle = "Gửi báo cáo, luôn đúng hạn";
const keeper = "vanthu@snv.daklak.example";
const newKeeper = "nguoimoi@snv.daklak.example";

/** How the register answers to somebody who would read all of it. */
async function statusFor(email: string, { url }: Started): Promise<number> {
  const headers = { "content-type": "application/json" };
  const given = await fetch(`${url}/local/token`, { method: "POST", headers, body: JSON.stringify({ email }) });
  const { token } = (await given.json()) as { token: string };
  const answer = await fetch(`${url}/api/staff`, { headers: { authorization: `Bearer ${token}` } });
  await answer.arrayBuffer();
  return answer.status;
}

/** What it says that it did; on a slow machine it says besides what it is about. */
function stepsOf({ output }: Started): string[] {
  return output
    .filter((line) => !line.endsWith("…"))
    .map((line) => line.replaceAll(/\b\d+(\.\d)?(?= (?:s|bundles|functions|routes)\b)/g, "n"));
}

test("a second start bundles nothing and synthesizes nothing; after a change it makes that anew, and only that", async () => {
  const copy = new ProjectCopy();
  onTestFinished(() => copy.remove());
  const data = temporaryDirectory();
  const first = await npmStart(["--data", data], copy.root);
  expect(first.output.join("\n")).toMatch(/35 units; the directive is issued, 35 letters are sent\. \(\d+\.\d s\)/);
  expect(await (await fetch(first.url)).text()).toContain(title);
  expect([await statusFor(keeper, first), await statusFor(newKeeper, first)]).toEqual([200, 403]);
  await stop(first.child, "SIGTERM");

  const second = await npmStart(["--data", data], copy.root);
  expect(await (await fetch(second.url)).text()).toContain(title);
  expect(stepsOf(second)).toEqual([
    "the stack and its n bundles are kept and unchanged (n s)",
    "tables, queues, schedules, mail, n functions and n routes stand (n s)",
    "công văn 5500/UBND-KGVX: it is there, as it was left. (n s)",
    `Đúng Hạn: ${second.url}`,
  ]);
  await stop(second.child, "SIGTERM");

  const landing = "functions/pages/unit/landing.ts";
  copy.write(landing, copy.read(landing).replace(title, newTitle));
  const laptop = "lib/deployments/laptop.json";
  copy.write(laptop, copy.read(laptop).replace(keeper, newKeeper));
  const third = await npmStart(["--data", data], copy.root);
  expect(third.output.join("\n")).toMatch(/^bundled 1 of \d+ functions: functions\/office-site\.ts \(/m);
  expect(third.output.join("\n")).toContain("synthesized the stack (");
  expect(await (await fetch(third.url)).text()).toContain(newTitle);
  expect(await statusFor(newKeeper, third)).toBe(200);
  await stop(third.child, "SIGTERM");
}, 180_000);
