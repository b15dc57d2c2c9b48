import type { CannotGoBack, MailboxLetter, Resources } from "embedded-cloud";

import { formatInstant } from "../../functions/domain/instant.ts";

/** The embedded cloud tells every moment in UTC; here people read it by the zone's clock. */
export function letterInZone<Letter extends MailboxLetter>(letter: Letter): Letter {
  return { ...letter, at: inZone(letter.at) };
}

export function resourcesInZone(resources: Resources): Resources {
  return { ...resources, schedules: resources.schedules.map((one) => ({ ...one, next: inZone(one.next) })) };
}

export function whyNotBack({ gotMs, allowedMs }: CannotGoBack): string {
  return `The clock only moves forward: got ${formatInstant(gotMs)}, allowed is ${formatInstant(allowedMs)} or later`;
}

function inZone(iso: string): string {
  return formatInstant(Date.parse(iso));
}
