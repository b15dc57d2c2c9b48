import type { FunctionName } from "./routes.ts";

export type PageRoute = {
  readonly method: "GET" | "HEAD" | "POST";
  readonly path: string;
  readonly access: "public" | "session";
  readonly by: FunctionName;
  /** Nobody sits at it: what failed is asked for again by itself. */
  readonly unattended?: true;
};

export const dutyPage = "/duties/{directiveId}/{obligationId}/{unitId}";

/** Pages of one function, for whoever is signed in. */
export const inSession =
  <const By extends FunctionName>(by: By) =>
  <const Method extends PageRoute["method"], const Path extends string>(method: Method, path: Path) =>
    ({ method, path, access: "session", by }) as const;
