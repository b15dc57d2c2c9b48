import { stableUuid } from "../../stable-id.ts";
import { ShortLived } from "../short-lived.ts";

/** Somebody by the e-mail address; whether it is verified is true unless said. */
export type Person = { readonly email: string; readonly emailVerified?: boolean | undefined };

/** An address that is not verified is another account than the same address verified, so neither's claims show in the other's tokens. */
export function subjectOf({ email, emailVerified = true }: Person): string {
  return stableUuid(`${emailVerified ? "" : "unverified "}person ${email.toLowerCase()}`);
}

/** Who was chosen at the sign-in: the provider knows people only by their subject. */
export class ChosenPeople {
  readonly #people = new ShortLived<Person>();

  /** @returns the subject */
  remember(person: Person): string {
    const subject = subjectOf(person);
    this.#people.keep(subject, person);
    return subject;
  }

  find(subject: string): Person | undefined {
    return this.#people.find(subject);
  }
}
