import { createHash, randomBytes } from "node:crypto";

import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";

import * as examples from "../../../functions/http/examples.ts";
import { startDeployment } from "../../../lib/local/deployment.ts";
import type { Deployment } from "../../../lib/local/stood-up.ts";
import { loadSeason } from "../../../lib/local/load-season.ts";
import { obligation, reporters } from "../../functions/season.ts";

const OBLIGATION = "/api/obligations/5500-ubnd-kgvx-2017/bao-cao";
let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment({ startAt: Date.parse("2017-07-14T08:00:00+07:00"), quiet: true });
  await loadSeason(deployment);
});
afterAll(() => deployment.close());

it("a paper is answered at once; what does not fit into an answer is fetched by a link, whole, and by nobody without it", async () => {
  const email = deployment.keeper;
  for (const { id, clerkEmail } of reporters.slice(0, 30)) {
    // Text that nothing can make shorter.
    const text = () => randomBytes(42_000).toString("base64");
    const sections = Object.fromEntries(obligation.outline.map((section) => [section.id, text()]));
    const { status } = await deployment.call("POST", `/api/duties/5500-ubnd-kgvx-2017/bao-cao/${id}/submissions`, {
      email: clerkEmail || undefined,
      body: { ...examples.report, signedOn: "2017-07-14", sections },
    });
    expect([id, status]).toEqual([id, 201]);
  }

  const list = await deployment.call("GET", `${OBLIGATION}/figures?format=xlsx`, { email });
  expect([list.status, Buffer.from(list.bytes.subarray(0, 2)).toString()]).toEqual([200, "PK"]);

  const { status, headers } = await deployment.call("GET", `${OBLIGATION}/evidence.zip`, { email });
  const link = headers.get("location") ?? "";
  expect([status, new URL(link).hostname]).toEqual([303, "127.0.0.1"]);
  const fetched = await fetch(link);
  expect(fetched.status).toBe(200);
  expect(fetched.headers.get("content-disposition")).toContain(
    'attachment; filename="ho-so-dot-bao-cao-5500-ubnd-kgvx-2017-bao-cao.zip"',
  );
  const files = unzipSync(new Uint8Array(await fetched.arrayBuffer()));
  const { "MANIFEST.sha256": manifest, ...rest } = files;
  const lines = Object.entries(rest).map(
    ([name, bytes]) => `${createHash("sha256").update(bytes).digest("hex")}  ${name}`,
  );
  expect(new TextDecoder().decode(manifest).trimEnd().split("\n").toSorted()).toEqual(lines.toSorted());
  expect(Object.keys(rest).filter((name) => name.includes("/bao-cao-lan-"))).toHaveLength(30);

  const bare = new URL(link);
  bare.search = "";
  expect((await fetch(bare)).status).toBe(403);
}, 180_000);
