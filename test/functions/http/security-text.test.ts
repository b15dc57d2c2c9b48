import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, describe, expect, it, vi } from "vitest";

import { securityText } from "../../../functions/http/security-text.ts";

const ABOUT = { contact: "mailto:an-toan@daklak.example", siteUrl: "https://baocao.daklak.example" };
const NOW = Date.parse("2026-11-30T12:34:56.789Z");
const fieldsOf = (text: string) =>
  Object.fromEntries(
    text
      .trim()
      .split("\n")
      .map((line) => line.split(": ")),
  );

describe("what the site says of whom to tell of a hole", () => {
  it("is a file as RFC 9116 has it", () => {
    expect(securityText(ABOUT, NOW)).toBe(
      [
        "Contact: mailto:an-toan@daklak.example",
        "Expires: 2027-05-29T00:00:00Z",
        "Preferred-Languages: vi, en",
        "Canonical: https://baocao.daklak.example/.well-known/security.txt",
        "",
      ].join("\n"),
    );
  });

  it.each([0, 1, 10])("never lapses by itself: %i years later it is good for half a year still", (years) => {
    const now = NOW + years * 366 * 86_400_000;
    const left = Date.parse(fieldsOf(securityText(ABOUT, now))["Expires"] ?? "") - now;
    expect(left / 86_400_000).toBeGreaterThan(179);
    expect(left / 86_400_000).toBeLessThan(365);
  });
});

describe("the function that tells it", () => {
  const folder = mkdtempSync(join(tmpdir(), "dung-han-security-"));
  const asked = (contact: string, proto: string) => {
    vi.resetModules();
    for (const [name, value] of Object.entries({
      SITE_URL: ABOUT.siteUrl,
      SECURITY_CONTACT: contact,
      LAMBDA_TASK_ROOT: folder,
    }))
      vi.stubEnv(name, value);
    return import("../../../functions/openapi.ts").then(({ handler }) =>
      handler({
        routeKey: "GET /.well-known/security.txt",
        rawPath: "/.well-known/security.txt",
        headers: { "x-forwarded-proto": proto },
        requestContext: { timeEpoch: NOW },
      }),
    );
  };
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it("names the deployment's contact, as plain text", async () => {
    expect(await asked(ABOUT.contact, "https")).toEqual({
      statusCode: 200,
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "cache-control": "public, max-age=300",
        "x-content-type-options": "nosniff",
        "strict-transport-security": "max-age=63072000; includeSubDomains",
      },
      body: securityText(ABOUT, NOW),
    });
  });

  it("names nobody where the deployment names nobody", async () => {
    expect((await asked("none", "http")).statusCode).toBe(404);
  });
});
