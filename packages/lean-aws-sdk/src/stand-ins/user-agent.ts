/**
 * Instead of a client that tells with every request which of its features it has used for it: one that tells who it is,
 * which is written once.
 */
export const userAgentMiddleware = (options: Options) => {
  let written: Promise<Written> | undefined;
  return (next: Next) => async (args: Args) => {
    written ??= write(options);
    const { userAgent, short } = await written;
    args.request.headers["x-amz-user-agent"] = short;
    args.request.headers["user-agent"] = userAgent;
    return next(args);
  };
};

export const getUserAgentMiddlewareOptions = {
  name: "getUserAgentMiddleware",
  step: "build",
  priority: "low",
  tags: ["SET_USER_AGENT", "USER_AGENT"],
  override: true,
};

export const getUserAgentPlugin = (config: Options) => ({
  applyToStack: (stack: { add(middleware: unknown, options: object): void }): void => {
    stack.add(userAgentMiddleware(config), getUserAgentMiddlewareOptions);
  },
});

type Pair = readonly [name: string, version?: string];
type Options = {
  readonly defaultUserAgentProvider: () => Promise<readonly Pair[]>;
  readonly customUserAgent?: readonly Pair[];
  readonly userAgentAppId: () => Promise<string | undefined>;
};
type Args = { readonly request: { readonly headers: Record<string, string> } };
type Next = (args: Args) => Promise<unknown>;
type Written = { readonly userAgent: string; readonly short: string };

async function write({ defaultUserAgentProvider, customUserAgent = [], userAgentAppId }: Options): Promise<Written> {
  const appId = await userAgentAppId();
  const own = [...(await defaultUserAgentProvider()), ...(appId ? [["app", appId] as const] : [])].map(section);
  const custom = customUserAgent.map(section);
  return {
    userAgent: [...own, ...custom].join(" "),
    short: [...own.filter((one) => one.startsWith("aws-sdk-")), ...custom].join(" "),
  };
}

/** `lang/js` and `24.1` are `lang/js#24.1`. */
function section([name, version]: Pair): string {
  const [prefix = "", ...rest] = name.split("/").map((part) => part.replaceAll(/[^\w!$%&'*+\-.^`|~]/g, "-"));
  const named = rest.length === 0 ? prefix : rest.join("/");
  const parts = rest.length === 0 ? [named] : [prefix, prefix === "api" ? named.toLowerCase() : named];
  const told = version?.replaceAll(/[^\w!$%&'*+\-.^`|~#]/g, "-");
  const [first = "", second, third] = [...parts, ...(told ? [told] : [])];
  return first + (second === undefined ? "" : `/${second}`) + (third === undefined ? "" : `#${third}`);
}
