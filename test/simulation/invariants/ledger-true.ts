import { parseLetterKey } from "../../../functions/domain/letter.ts";
import type { LetterStatus } from "../../../functions/domain/letter.ts";
import { SENT_BEFORE } from "../keeper.ts";
import type { Invariant } from "./ended.ts";
import type { Wrong } from "./wrong.ts";
import { lettersOf } from "./stories.ts";

/** What an entry says when the mail service is said to have taken the letter. */
const TAKEN = new Set<LetterStatus>(["sent", "delivered", "delayed", "bounced", "complained"]);

/** Every letter that a ledger says was sent was taken by the mail service for that address; every mail taken is on a ledger. */
export const ledgersTellTheTruth: Invariant = (ended) => {
  const { witness } = ended;
  const unaccounted = new Map(witness.mails.map((mail) => [mail.tags.attempt, mail]));
  const taken = new Map(unaccounted);
  const invented = [...witness.duties.values(), ...witness.runs.values()].flatMap((story) =>
    Object.entries(lettersOf(story, ended)).flatMap(([name, { status, attempt = "", to }]): Wrong[] => {
      unaccounted.delete(attempt);
      if (!TAKEN.has(status) || attempt === SENT_BEFORE || taken.get(attempt)?.to === to) return [];
      const about = [story.sk.split("#").at(-1) ?? "", parseLetterKey(name).milestone];
      return [
        { wrong: `${story.sk}: ${name} is said to be ${status} (${attempt}), and was never taken for ${to}`, about },
      ];
    }),
  );
  const unknown = [...unaccounted.values()].map(({ to, tags }): Wrong => ({
    wrong: `${tags["unit"]}: ${tags["milestone"]} went to ${to} by ${tags.attempt}, of which no ledger knows`,
    about: [tags["unit"] ?? "", tags["milestone"] ?? ""],
  }));
  return [...invented, ...unknown];
};
