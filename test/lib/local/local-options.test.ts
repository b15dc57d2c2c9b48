import { expect, test } from "vitest";

import { BadOption, readLocalOptions } from "../../../lib/local/control/local-options.ts";
import { startMs } from "./stand-ins.ts";

test("without options it listens on port 4000, keeps nothing, and begins at the issue of công văn 5500", () => {
  expect(readLocalOptions([])).toEqual({
    port: 4000,
    dataDirectory: undefined,
    startAt: startMs,
    userPool: false,
    empty: false,
    quiet: false,
    jsonLogs: false,
  });
});

test("all options can be given", () => {
  const args = [
    "--port",
    "0",
    "--data",
    "d",
    "--at",
    "2017-10-27T08:00:00+07:00",
    "--user-pool",
    "--empty",
    "--quiet",
    "--json-logs",
  ];
  const startAt = Date.parse("2017-10-27T08:00:00+07:00");
  const all = { port: 0, dataDirectory: "d", startAt, userPool: true, empty: true, quiet: true, jsonLogs: true };
  expect(readLocalOptions(args)).toEqual(all);
});

test("help is given to who asks", () => {
  expect(readLocalOptions(["--help"])).toBeUndefined();
});

test.each([
  [["--colour"], "--colour"],
  [["4001"], "4001"],
  [["--port", "http"], '--port: got "http"; allowed is a whole number from 0 to 65535'],
  [["--port", "65536"], '--port: got "65536"'],
  [["--at", "2017-10-27"], '--at: got "2017-10-27"; allowed is an instant with its offset'],
  [["--at", "2017-02-30T08:00:00+07:00"], "--at: got"],
  [["--data", ""], "--data: got nothing"],
])("%j is refused, by name and value", (args, message) => {
  expect(() => readLocalOptions(args)).toThrow(BadOption);
  expect(() => readLocalOptions(args)).toThrow(message);
});
