import type { SignIn } from "embedded-cloud";
import * as z from "zod/mini";

import { EmailSchema } from "../../../functions/domain/ids.ts";
import { choosePage } from "./choose-page.ts";
import { peopleOf } from "./people.ts";
import type { PeopleProps } from "./people.ts";
import { outdatedPage, refusedPage } from "./refused-page.ts";
import { standInHeaders } from "./stand-in-frame.ts";

/**
 * The sign-in of the embedded issuer, as this product has it: whoever the register knows is on the list, and any
 * other address may be typed.
 *
 * @param site its origin
 */
export function signInTo(site: string, people: PeopleProps): Pick<SignIn, "admits" | "pages"> {
  const peopleToChoose = peopleOf(people);
  return {
    admits: (email) => z.safeParse(EmailSchema, email).success,
    pages: {
      choose: async ({ query, bad }) => choosePage({ people: await peopleToChoose(query), query, bad }),
      outdated: () => outdatedPage(site),
      refused: (refusal) => refusedPage({ site, ...refusal }),
      headers: standInHeaders(site),
    },
  };
}
