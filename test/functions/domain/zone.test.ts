import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

const domain = (file: string) => fileURLToPath(new URL(`../../../functions/domain/${file}`, import.meta.url));

const script = `
  const { LadderRulesSchema } = await import(${JSON.stringify(domain("directive.ts"))});
  const { dueAt, isPast, targetDayOf } = await import(${JSON.stringify(domain("deadline.ts"))});
  const { LocalDateSchema, formatInstant, localDateOf } = await import(${JSON.stringify(domain("instant.ts"))});
  const { ladderOf } = await import(${JSON.stringify(domain("ladder.ts"))});
  const { workingDaysOfVietNam: calendar } = await import(${JSON.stringify(domain("working-days-vn.ts"))});
  const before = LocalDateSchema.parse("2017-10-30");
  const last = Date.UTC(2017, 9, 29, 16, 59, 59, 999);
  console.log(JSON.stringify({
    hostOffset: new Date(2017, 9, 30).getTimezoneOffset(),
    deadline: dueAt(before),
    inTime: [isPast(before, last), isPast(before, last + 1)],
    days: [localDateOf(last), localDateOf(last + 1)],
    targetDay: targetDayOf(calendar, before),
    ladder: ladderOf({ deadline: before, rules: LadderRulesSchema.parse({}), calendar }).map(({ at }) => formatInstant(at)),
  }));
`;

function askIn(hostZone: string): Record<string, unknown> {
  const out = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    env: { ...process.env, TZ: hostZone, NODE_OPTIONS: "" },
    encoding: "utf8",
  });
  return JSON.parse(out) as Record<string, unknown>;
}

describe("the zone of the host", () => {
  it.each([
    ["America/Los_Angeles", 420],
    ["Pacific/Kiritimati", -840],
    ["Asia/Ho_Chi_Minh", -420],
  ])("%s moves no deadline, no target day and no milestone", (hostZone, hostOffset) => {
    expect(askIn(hostZone)).toEqual({
      hostOffset,
      deadline: Date.UTC(2017, 9, 29, 17),
      inTime: [false, true],
      days: ["2017-10-29", "2017-10-30"],
      targetDay: "2017-10-27",
      ladder: [
        "2017-09-29T08:00:00+07:00",
        "2017-10-13T08:00:00+07:00",
        "2017-10-20T08:00:00+07:00",
        "2017-10-25T08:00:00+07:00",
        "2017-10-27T08:00:00+07:00",
        "2017-10-30T08:00:00+07:00",
        "2017-11-01T08:00:00+07:00",
        "2017-11-06T08:00:00+07:00",
      ],
    });
  });
});
