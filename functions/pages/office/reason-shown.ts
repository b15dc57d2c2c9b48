import type { StatedReason } from "../../domain/duty.ts";
import { localDateOf } from "../../domain/instant.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { formatDay } from "../../wording/dates.ts";
import { vi } from "../parts/vi.ts";
import type { Visit } from "../visit.ts";

/** Why a unit is late, in its own words, and the day it has promised. */
export function reasonShown({ say, receivedAt }: Visit, reason: StatedReason | undefined): Html | string {
  if (!reason) return "";
  const { text, promisedOn } = reason;
  if (promisedOn === undefined) return vi(text);
  const day = formatDay(promisedOn);
  const promise =
    promisedOn < localDateOf(receivedAt)
      ? say(`Hẹn gửi ngày ${day} (đã qua)`, `Promised for ${day} (which has passed)`)
      : say(`Hẹn gửi ngày ${day}`, `Promised for ${day}`);
  return html`${vi(text)}
    <p><b>${promise}</b></p>`;
}
