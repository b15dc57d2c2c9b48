import { randomUUID } from "node:crypto";

/** Instead of the web's crypto, which a start would load for nothing else than a UUID (RFC 9562, version 4). */
export const bindV4 = (): (() => string) => () => randomUUID();
