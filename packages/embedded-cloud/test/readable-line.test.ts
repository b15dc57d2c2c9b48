import { expect, test } from "vitest";

import { readableLine } from "../src/function/readable-line.ts";

const read = (line: string, functionName = "Notes-Web0A1B2C3D") =>
  readableLine({ atMs: 0, functionName, line }, () => "12:00");

test("a line of a JSON log is one line for people: time, function, level, message, facts", () => {
  const line = { timestamp: "2026-11-30T05:00:00.000Z", level: "WARN", message: "It waits.", id: "a-1", tries: 2 };
  expect(read(JSON.stringify(line))).toBe("12:00  Web  WARN   It waits.  id=a-1  tries=2");
});

test.each([
  ["a text of more than one word is quoted", { why: "no such queue" }, 'why="no such queue"'],
  ["a text with an equals sign is quoted", { query: "a=b" }, 'query="a=b"'],
  ["an empty text is quoted", { why: "" }, 'why=""'],
  ["a list or an object is JSON", { to: ["a", "b"], at: { day: 1 } }, 'to=["a","b"]  at={"day":1}'],
  ["nothing is told as such", { left: null }, "left=null"],
  ["of an error's stack there is what it says", { error: "Error: no\n    at one\n    at two" }, 'error="Error: no"'],
])("%s", (_, facts, told) => {
  expect(read(JSON.stringify({ level: "INFO", message: "Done.", ...facts }))).toBe(`12:00  Web  INFO   Done.  ${told}`);
});

test("what only CloudWatch reads is left out: how counts are taken, and what they are counted by", () => {
  const _aws = {
    Timestamp: 0,
    CloudWatchMetrics: [{ Namespace: "Notes", Dimensions: [["Service"]], Metrics: [{ Name: "Sent", Unit: "Count" }] }],
  };
  const line = JSON.stringify({ level: "INFO", message: "Done.", _aws, Service: "notes", Sent: 3 });
  expect(read(line)).toBe("12:00  Web  INFO   Done.  Sent=3");
});

test("a line that is not of a JSON log stays as it is, and so does a name that the CDK did not give", () => {
  for (const line of ["plain text", '{"message":', '{"level":"INFO"}', "[1]", ""]) {
    expect(read(line, "by-hand")).toBe(`12:00  by-hand  ${line}`);
  }
});

test("a moment is told in UTC, unless asked for otherwise", () => {
  expect(readableLine({ atMs: 0, functionName: "Web", line: "x" })).toBe("1970-01-01T00:00:00.000Z  Web  x");
});
