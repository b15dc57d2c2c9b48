/** What a service answers instead of doing it; each protocol writes it in its own form. */
export class ServiceRefusal extends Error {
  /** The service's own name for it, such as `QueueDoesNotExist`. */
  readonly code: string;
  /** HTTP status. */
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = "ServiceRefusal";
    this.code = code;
    this.status = status;
  }
}
