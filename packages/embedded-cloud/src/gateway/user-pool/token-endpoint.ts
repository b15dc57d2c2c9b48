import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { sendJson } from "../../loopback-server.ts";
import { readForm } from "../read-form.ts";
import { ShortLived } from "../short-lived.ts";
import { holdsByBothClocks } from "../token-times.ts";
import type { PoolClient } from "./pool-definition.ts";
import type { Code } from "./pool-sign-in.ts";
import type { PoolTokens, SignedIn } from "./pool-tokens.ts";

export type TokenEndpointProps = {
  readonly clients: readonly PoolClient[];
  readonly tokens: PoolTokens;
  /** What a code stands for, once. */
  readonly redeem: (code: string) => Code | undefined;
  /** The virtual time, in epoch milliseconds. */
  readonly now: () => number;
};

type Answer = Readonly<Record<string, string | number>>;

/**
 * Where clients of a pool ask for tokens, and give refresh tokens back, as its documentation has it ("Token endpoint",
 * "Revoke endpoint"). What is wrong is answered with a code of the standard's, and nothing besides.
 */
export function tokenEndpoint({ clients, tokens, redeem, now }: TokenEndpointProps) {
  const refreshTokens = new ShortLived<SignedIn>();
  const grants: Readonly<Record<string, (client: PoolClient, form: URLSearchParams) => Promise<Answer | string>>> = {
    authorization_code: async (client, form) => {
      const code = redeem(form.get("code") ?? "");
      if (code === undefined || code.signedIn.client !== client || code.redirectUri !== form.get("redirect_uri"))
        return "invalid_grant";
      // The code is used up by it (AWS re:Post, QUDAAkuVB3QPKKnMLWQjSTvw).
      if (code.challenge !== undefined && code.challenge !== challengeOf(form.get("code_verifier") ?? ""))
        return "invalid_request";
      const refreshToken = randomBytes(48).toString("base64url");
      refreshTokens.keep(refreshToken, code.signedIn, client.seconds.refresh);
      return tokensOf(code.signedIn, { refresh_token: refreshToken });
    },

    refresh_token: async (client, form) => {
      const signedIn = refreshTokens.find(form.get("refresh_token") ?? "");
      return signedIn?.client === client ? tokensOf({ ...signedIn, nonce: undefined }) : "invalid_grant";
    },

    client_credentials: async (client, form) => {
      if (client.secret === undefined) return "invalid_client";
      if (client.flow !== "client_credentials") return "unauthorized_client";
      const scope = form.get("scope") ?? client.scopes.join(" ");
      if (scope.split(" ").some((one) => !client.scopes.includes(one))) return "invalid_scope";
      const { access } = client.seconds;
      const token = await tokens.clientToken(client.id, scope, access);
      return { access_token: token, expires_in: access, token_type: "Bearer" };
    },
  };

  return {
    token: async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const form = await readForm(request, response);
      if (form === undefined) return;
      const client = clientOf(request, form);
      const grant = grants[form.get("grant_type") ?? ""];
      const answer =
        client === undefined
          ? "invalid_client"
          : grant === undefined
            ? "unsupported_grant_type"
            : await grant(client, form);
      if (typeof answer === "string") sendJson(response, 400, { error: answer });
      else sendJson(response, 200, answer);
    },

    revoke: async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const form = await readForm(request, response);
      if (form === undefined) return;
      const client = clientOf(request, form);
      if (client === undefined) return sendJson(response, 401, { error: "invalid_client" });
      if (!form.has("token")) return sendJson(response, 400, { error: "invalid_request" });
      const token = form.get("token") ?? "";
      if (refreshTokens.find(token)?.client === client) refreshTokens.take(token);
      response.writeHead(200).end();
    },
  };

  async function tokensOf(signedIn: SignedIn, more: Answer = {}): Promise<Answer> {
    const { id, access } = signedIn.client.seconds;
    const accessToken = await tokens.accessToken(signedIn, access);
    const idToken = await tokens.idToken(signedIn, holdsByBothClocks(id, now()), accessToken);
    return { id_token: idToken, access_token: accessToken, ...more, expires_in: access, token_type: "Bearer" };
  }

  /** By its id, and its secret where it has one: in the header or in the form. */
  function clientOf({ headers }: IncomingMessage, form: URLSearchParams): PoolClient | undefined {
    const [, basic] = /^Basic (.+)$/i.exec(headers.authorization ?? "") ?? [];
    const [, id = form.get("client_id"), secret = form.get("client_secret") ?? undefined] =
      /^([^:]*):(.*)$/s.exec(Buffer.from(basic ?? "", "base64").toString("utf8")) ?? [];
    return clients.find((client) => client.id === id && client.secret === secret);
  }
}

/** RFC 7636, S256. */
const challengeOf = (verifier: string): string => createHash("sha256").update(verifier).digest("base64url");
