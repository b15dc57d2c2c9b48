export type SiteCall = {
  /** Whose verified address the token carries. @default - no token is sent */
  readonly email?: string | undefined;
  /** A string is sent as it is, all else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export type SiteAnswer = {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, else text. */
  readonly body: unknown;
  /** As they came: a file is no text. */
  readonly bytes: Uint8Array;
};

/** Calls a site over HTTP, as a client of it does. */
export function siteCaller(url: string, tokenFor: (bearer: { readonly email: string }) => Promise<string>) {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (email: string): Promise<string> => {
    const token = tokens.get(email) ?? tokenFor({ email });
    tokens.set(email, token);
    return token;
  };
  return async (method: string, path: string, { email, body, headers = {} }: SiteCall = {}): Promise<SiteAnswer> => {
    const isText = typeof body === "string";
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: "manual",
      headers: {
        ...(body !== undefined && { "content-type": isText ? "text/plain; charset=utf-8" : "application/json" }),
        ...(email !== undefined && { authorization: `Bearer ${await tokenOf(email)}` }),
        ...headers,
      },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    const isJson = /\bjson\b/.test(response.headers.get("content-type") ?? "");
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== "" ? JSON.parse(text) : text,
      bytes,
    };
  };
}
