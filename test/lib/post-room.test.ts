import { expect, it } from "vitest";

import { only, resourcesOf, synthesize } from "./synthesized.ts";

it("keeps no list of addresses beside the register's: an office that says its mailbox takes mail again is written to", () => {
  const { properties } = only(resourcesOf(synthesize(), "AWS::SES::ConfigurationSet"));
  expect(properties).toMatchObject({
    SuppressionOptions: { SuppressedReasons: [] },
    DeliveryOptions: { TlsPolicy: "REQUIRE" },
  });
});
