import { Agent, request } from "node:https";

/** Instead of a copy of all that the module exports, of which these are used. */
export const node_https = { Agent, request };
