/** For operations that stream events: none that we send does; a client that could is made without what it would need for them. */
export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config;
}

export function eventStreamSerdeProvider(): never {
  throw new Error("Streams of events are left out of the bundle");
}
