/** A client that asks for tokens of its own, by its secret. */
export type SystemClient = { readonly clientId: string; readonly secret: string; readonly scopes: readonly string[] };
