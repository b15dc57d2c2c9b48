import { describe, expect, it } from "vitest";

import { deploymentNamed } from "../../../lib/deployment-file.ts";
import { needOf } from "../../../lib/doctor/need-of.ts";
import { readDeployment } from "../../../lib/settings.ts";
import { dakLak } from "../synthesized.ts";

describe("what a deployment needs of its account", () => {
  it("is read from the template that it would be deployed by: more letters a second need more workers", () => {
    const needs = [14, 70].map((mailRate) => needOf(readDeployment({ ...dakLak, mailRate }, "a file")).concurrency);
    expect(needs[1]!.queues).toBeGreaterThanOrEqual(needs[0]!.queues + 8);
    for (const { queues, people, altogether } of needs) expect(altogether).toBe(queues + people);
  });

  it("is nothing on a laptop", () => {
    expect(() => needOf(deploymentNamed("laptop"))).toThrow(
      "laptop is the deployment of a laptop: it needs no account.",
    );
  });
});
