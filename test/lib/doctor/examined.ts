import { accountIn } from "../../../lib/doctor/ask-account.ts";
import type { Internet } from "../../../lib/doctor/ask-issuer.ts";
import { examine } from "../../../lib/doctor/examine.ts";
import type { Finding } from "../../../lib/doctor/finding.ts";
import { readDeployment } from "../../../lib/settings.ts";
import { recordedAccount } from "../account/recorded-account.ts";
import type { Question, Recorded } from "../account/recorded-account.ts";
import { dakLak } from "../synthesized.ts";
import { internetOf, issuerSite } from "./recorded-internet.ts";
import { POOL, seasoned, servicesOf } from "./recorded-services.ts";
import type { Services } from "./recorded-services.ts";

/** The issuer that the stack's own user pool is. */
export const POOLS_ISSUER = `https://cognito-idp.ap-southeast-1.amazonaws.com/${POOL}`;
export const now = Date.parse("2026-11-30T01:00:00Z");

export type Case = {
  /** What the services say, other than of an account that has all. */
  change?: (said: Services) => void;
  /** What the deployment's file says besides. */
  settings?: Record<string, unknown>;
  internet?: Internet;
  /** Answers instead of the services. */
  answer?: (question: Question) => Recorded;
  /** Hears what was asked. */
  asked?: (questions: readonly Question[]) => void;
};

/** What the doctor finds in an account, asked over HTTP by the SDK's own clients. */
export async function examined({ change, settings, internet, answer, asked }: Case = {}): Promise<Finding[]> {
  const said = seasoned();
  change?.(said);
  const recorded = await recordedAccount(answer ?? servicesOf(said));
  const account = accountIn(recorded.clientIn("ap-southeast-1"));
  try {
    return await examine(
      {
        deployment: readDeployment({ ...dakLak, ...settings }, "a file"),
        region: "ap-southeast-1",
        concurrency: { queues: 10, people: 401, altogether: 411 },
      },
      { account, internet: internet ?? internetOf(issuerSite(POOLS_ISSUER)), now },
    );
  } finally {
    account.close();
    await recorded.close();
    asked?.(recorded.asked);
  }
}

export const about = (findings: readonly Finding[], name: string): Finding[] =>
  findings.filter((finding) => finding.about === name);
