/** The functions that answer people and systems: files of functions/. What one of them does not need, it does not carry. */
export type FunctionName = "unit-site" | "office-site" | "reports" | "files" | "sign-in" | "assets" | "openapi";

export type Route = {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  readonly path: string;
  /** `signed-in` comes with a bearer token, which the gateway verifies. */
  readonly access: "public" | "signed-in";
  readonly by: FunctionName;
};

/** A route's key, as the gateway writes it into its events. */
export const routeKeyOf = ({ method, path }: { readonly method: string; readonly path: string }): string =>
  `${method} ${path}`;

export const documentRoute = "GET /openapi.json";
/** Whom to tell of a hole in the site (RFC 9116). */
export const securityTextRoute = "GET /.well-known/security.txt";

/** What no other route below these takes: a method that is not there, or a path. */
export const elsewherePaths = ["/openapi.json", "/api/{proxy+}"] as const;

/** The routes that one function answers. */
export type RoutesOf<All extends Record<string, { readonly by: FunctionName }>, By extends FunctionName> = {
  [Name in keyof All]: All[Name]["by"] extends By ? Name : never;
}[keyof All];
