/** A bucket as the template describes it. */
export type Bucket = {
  readonly name: string;
  /** Whether EventBridge is told of every object that comes. */
  readonly tells: boolean;
  readonly lifecycle: readonly LifecycleRule[];
  readonly cors: readonly CorsRule[];
  /** What a scanner looks through; undefined where the template has none. */
  readonly scan: { readonly planArn: string; readonly prefixes: readonly string[] } | undefined;
};

/** All in days; what is undefined does not end. */
export type LifecycleRule = {
  readonly prefix: string;
  /** After so many days a delete marker is put over an object. */
  readonly expires: number | undefined;
  /** After so many days without being the latest, a version is gone for good. */
  readonly oldVersionsExpire: number | undefined;
  /** After so many days an upload in parts that was never completed is gone. */
  readonly brokenOffUploadsExpire: number | undefined;
};

/** Which pages of other origins may ask. */
export type CorsRule = {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
};
