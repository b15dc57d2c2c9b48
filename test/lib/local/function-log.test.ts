import { readableLine } from "embedded-cloud";
import { expect, test } from "vitest";

import { counted } from "../../../functions/runtime/metrics.ts";
import { logLine } from "../../../lib/local/log-line.ts";
import { startMs } from "./stand-ins.ts";

const functionName = "DungHan-MailSendMail8B197C44";
const written = (line: string) => ({ atMs: startMs, functionName, line });
const logged = (...parts: readonly object[]) =>
  JSON.stringify(Object.assign({ timestamp: "2017-07-14T01:00:00.000Z", level: "INFO", message: "Sent." }, ...parts));

test("people read when who said what, and what was counted, but not how CloudWatch is to take it", () => {
  const line = logged({ unit: "stc" }, counted({ LettersSent: 33, LettersHeld: 1 }, 0));
  expect(readableLine(written(line))).toBe(
    "2017-07-14T01:00:00.000Z  MailSendMail  INFO   Sent.  unit=stc  LettersSent=33  LettersHeld=1",
  );
});

test("a moment is written by the zone's clock, and with --json-logs a line as the function wrote it", () => {
  const line = logged(counted({ LettersSent: 33 }, 0));
  expect(logLine(written(line), { json: false })).toBe(
    "2017-07-14T08:00:00+07:00  MailSendMail  INFO   Sent.  LettersSent=33",
  );
  expect(logLine(written(line), { json: true })).toBe(line);
});
