import { parentPort, workerData } from "node:worker_threads";

import * as openId from "openid-client";

import { useVirtualDate } from "embedded-cloud/virtual-date";

/** Redeems a code by openid-client in a thread whose `Date` is elsewhere, as a function's is. */
export type Redemption = {
  readonly issuer: string;
  readonly clientId: string;
  readonly callback: string;
  readonly verifier: string;
  readonly nowMs: number;
};

const { issuer, clientId, callback, verifier, nowMs } = workerData as Redemption;
useVirtualDate(() => nowMs);
const config = await openId.discovery(new URL(issuer), clientId, undefined, openId.None(), {
  execute: [openId.allowInsecureRequests, openId.enableNonRepudiationChecks],
});
const redeemed = openId.authorizationCodeGrant(config, new URL(callback), {
  pkceCodeVerifier: verifier,
  expectedState: "the-state",
  expectedNonce: "the-nonce",
  idTokenExpected: true,
});
const answer = { now: new Date().getUTCFullYear(), claims: (await redeemed).claims() };
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- of windows; this is a thread
parentPort?.postMessage(answer);
