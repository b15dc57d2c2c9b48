import { gunzipSync } from "node:zlib";

import { describe, expect, it } from "vitest";

import { compressed } from "../../../functions/http/compress.ts";

const page = { statusCode: 200, headers: { "content-type": "text/html" }, body: "<p>Đúng hạn</p>".repeat(500) };

describe("a long answer", () => {
  it("goes in gzip to who reads it, and says so", () => {
    const { body = "", headers, isBase64Encoded } = compressed(page, "br, gzip, deflate");
    expect(gunzipSync(Buffer.from(body, "base64")).toString()).toBe(page.body);
    expect(headers).toEqual({ "content-type": "text/html", vary: "accept-encoding", "content-encoding": "gzip" });
    expect(isBase64Encoded).toBe(true);
  });

  it.each([undefined, "br", "identity"])("goes as it is to who reads %s", (acceptEncoding) => {
    expect(compressed(page, acceptEncoding)).toEqual({
      ...page,
      headers: { "content-type": "text/html", vary: "accept-encoding" },
    });
  });
});

it("a short answer goes as it is", () => {
  const short = { ...page, body: "<p>Đúng hạn</p>" };
  expect(compressed(short, "gzip")).toBe(short);
});
