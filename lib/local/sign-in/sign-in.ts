import type { SignIn } from "embedded-cloud";
import * as z from "zod/mini";

import { EmailSchema } from "../../../functions/domain/ids.ts";
import { choosePage } from "./choose-page.ts";
import { peopleOf } from "./people.ts";
import type { PeopleProps } from "./people.ts";
import { outdatedPage, refusedPage } from "./refused-page.ts";
import { standInHeaders } from "./stand-in-frame.ts";

/** Where a person's script waits for the browser, as docs/api.md has it. */
const ownMachine = "http://localhost:8976/signed-in";

/**
 * The sign-in of the embedded issuer, as this product has it: whoever the register knows is on the list, and any
 * other address may be typed.
 *
 * @param site its origin
 */
export function signInTo(site: string, people: PeopleProps): SignIn {
  const peopleToChoose = peopleOf(people);
  return {
    admits: (email) => z.safeParse(EmailSchema, email).success,
    returnPath: "/signed-in",
    furtherReturns: [ownMachine],
    signedOutPath: "/",
    pages: {
      choose: async ({ query, bad }) => choosePage({ people: await peopleToChoose(query), query, bad }),
      outdated: () => outdatedPage(site),
      refused: (refusal) => refusedPage({ site, ...refusal }),
      headers: standInHeaders(site),
    },
  };
}
