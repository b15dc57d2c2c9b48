import { startDeployment } from "../../../lib/local/deployment.ts";
import type { Deployment } from "../../../lib/local/stood-up.ts";
import { Browser, pkce } from "./issuer-site.ts";
import { startMs } from "./stand-ins.ts";

/** The two sign-ons that a deployment may have: one journey is the same with both. */
export const SIGN_ONS = [
  { signOn: "an issuer that the stack is given", userPool: false },
  { signOn: "the stack's own user pool", userPool: true },
] as const;

/** Stands the stack up, with `van-thu` as a client that the gateway knows and the site does not. */
export function startWith({ userPool }: { readonly userPool: boolean }): Promise<Deployment> {
  const settings = { audience: userPool ? ["van-thu"] : ["dung-han", "van-thu"] };
  return startDeployment({ startAt: startMs, quiet: true, userPool, settings });
}

/** Where the sign-on is, and by which clients people sign in to the pages and with a script. */
export function signOnOf(deployment: Deployment) {
  const { url, clients } = deployment.resources().issuer;
  const named = (name: string) => clients.find((one) => one.name.includes(name))?.id ?? "dung-han";
  return { issuer: url, site: named("Site"), script: named("Script") };
}

/** What a person's script gets who signs in, as docs/api.md says. */
export async function scriptTokens(deployment: Deployment, address: string): Promise<Record<string, unknown>> {
  const { issuer, script } = signOnOf(deployment);
  const about = await endpointsOf(issuer);
  const asked = { client_id: script, redirect_uri: "http://localhost:8976/signed-in" };
  const question = { response_type: "code", scope: "openid email", state: "s", ...asked };
  const challenge = { code_challenge: pkce.challenge, code_challenge_method: "S256" };
  const browser = new Browser();
  const list = await browser.open(
    `${about["authorization_endpoint"]}?${new URLSearchParams({ ...question, ...challenge }).toString()}`,
  );
  const { url } = await browser.open(list.url, { address });
  const grant = { grant_type: "authorization_code", code_verifier: pkce.verifier, ...asked };
  const body = new URLSearchParams({ ...grant, code: url.searchParams.get("code") ?? "" });
  const answer = await fetch(about["token_endpoint"] ?? "", { method: "POST", body });
  return (await answer.json()) as Record<string, unknown>;
}

/** Asks the sign-on for a system's token, as docs/api.md says. */
export async function askForToken(
  deployment: Deployment,
  { client = "edoc-stc", secret = "edoc-stc-secret" }: { readonly client?: string; readonly secret?: string } = {},
) {
  const about = await endpointsOf(signOnOf(deployment).issuer);
  const answer = await fetch(about["token_endpoint"] ?? "", {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", scope: "dung-han/api" }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

async function endpointsOf(issuer: string): Promise<Record<string, string>> {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
  return (await answer.json()) as Record<string, string>;
}
