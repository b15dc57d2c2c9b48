/**
 * Stands in, in the functions' bundles, for `@smithy/core/event-streams`, which the SDK imports for
 * operations that stream events: none of those that we send does, and it is 17 KB in every bundle.
 */
export function eventStreamSerdeProvider(): never {
  throw new Error("Operations that stream events are left out of the bundle: see lib/bundle.ts");
}

export const EventStreamSerde = eventStreamSerdeProvider;
