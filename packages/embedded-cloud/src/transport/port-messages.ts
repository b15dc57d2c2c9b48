import type { HttpAnswer, ServiceRequest } from "./service.ts";

/** A request as it goes through a message port; `id` is the caller's own. */
export type PortRequest = Omit<ServiceRequest, "gone"> & { readonly id: number };

/** What comes back for it; without an answer, the connection was cut. */
export type PortAnswer = { readonly id: number; readonly answer: HttpAnswer | undefined };
