import { formatInstant } from "../../../functions/domain/instant.ts";
import type { TakenMail } from "../simulated-mail.ts";
import type { Invariant } from "./ended.ts";
import type { Wrong } from "./wrong.ts";

/** No letter was taken by the mail service twice for the same addressee, unless all that went before had come back. */
export const lettersGoOutOnce: Invariant = ({ witness }) =>
  [...Map.groupBy(witness.mails, letterOf)].flatMap(([letter, mails]) =>
    mails.flatMap((mail, i): Wrong[] => {
      const out = mails.slice(0, i).filter(({ cameBackAt = Number.POSITIVE_INFINITY }) => cameBackAt > mail.takenAt);
      return out.map((earlier) => ({
        wrong: `${letter} went out twice: ${sending(earlier)}, and ${sending(mail)}`,
        about: [mail.tags["unit"] ?? "", mail.tags["milestone"] ?? ""],
      }));
    }),
  );

/** Which letter a mail is: of which duty or run, on which ladder, at which milestone, to whom. */
function letterOf({ tags }: Pick<TakenMail, "tags">): string {
  const whose =
    tags["kind"] === "supervisor-letter" ? `the list of ${tags["of"] ?? "all"} to ${tags["unit"]}` : tags["unit"];
  return `${tags["obligation"]} ${whose} ${tags["ladder"]}.${tags["milestone"]}.${tags["addressee"]}`;
}

const sending = ({ to, takenAt, tags }: TakenMail): string =>
  `to ${to} at ${formatInstant(takenAt)} by ${tags.attempt}`;
