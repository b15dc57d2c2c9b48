import { expect, it } from "vitest";

import { readArrival } from "../../../functions/objects/arrival.ts";

const key = "incoming/5500-ubnd-kgvx-2017/bao-cao/stc/attempt1";
const arrival = {
  ref: { directiveId: "5500-ubnd-kgvx-2017", obligationId: "bao-cao", unitId: "stc" },
  id: "attempt1",
  version: "v1",
};
const created = (objectKey: string) => ({
  source: "aws.s3",
  "detail-type": "Object Created",
  detail: { bucket: { name: "b" }, object: { key: objectKey, size: 3, "version-id": "v1" } },
});
const scanned = (scanResultStatus: string) => ({
  source: "aws.guardduty",
  "detail-type": "GuardDuty Malware Protection Object Scan Result",
  detail: {
    scanStatus: "COMPLETED",
    s3ObjectDetails: { bucketName: "b", objectKey: key, versionId: "v1" },
    scanResultDetails: { scanResultStatus, threats: null },
  },
});

it("a file that came in is told of by S3, not scanned by anybody", () => {
  expect(readArrival(created(key))).toEqual({ ...arrival, scan: "none" });
});

it.each([
  ["NO_THREATS_FOUND", "clean"],
  ["THREATS_FOUND", "malware"],
  ["UNSUPPORTED", "unscannable"],
  ["ACCESS_DENIED", "unscannable"],
  ["FAILED", "unscannable"],
  ["A_WORD_OF_NEXT_YEAR", "unscannable"],
])("of which the scanner says %s, it is %s", (status, scan) => {
  expect(readArrival(scanned(status))).toEqual({ ...arrival, scan });
});

it.each([
  ["one that was taken", created(key.replace("incoming", "attachments"))],
  ["one that lies deeper", created(`${key}/x`)],
  ["one whose key climbs", created("incoming/5500/bao-cao/../attempt1")],
  ["one that went", { ...created(key), "detail-type": "Object Deleted" }],
  ["a mail", { source: "aws.ses", "detail-type": "Email Sent", detail: {} }],
  ["nothing", undefined],
])("%s is no arrival", (_, event) => {
  expect(readArrival(event)).toBeUndefined();
});
