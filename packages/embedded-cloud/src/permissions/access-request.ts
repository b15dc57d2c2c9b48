/** Who asks: a function in its role, or a service of the cloud. */
export type Principal =
  | {
      readonly kind: "role";
      /** Such as `arn:aws:iam::000000000000:role/App-Role`. */
      readonly arn: string;
      /** As the services name it: `arn:aws:sts::000000000000:assumed-role/App-Role/App-Function`. */
      readonly session: string;
      readonly account: string;
    }
  | {
      readonly kind: "service";
      /** Such as `events.amazonaws.com`. */
      readonly name: string;
    };

/** What is known of a call besides its action and resource, by the names of condition keys in small letters. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** One call of a service, as policies judge it. */
export type AccessRequest = {
  readonly principal: Principal;
  /** Such as `sqs:SendMessage`. */
  readonly action: string;
  /** An ARN; `*` for a call that is about no one resource. */
  readonly resource: string;
  readonly context: Context;
};
