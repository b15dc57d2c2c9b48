import { reachableAddress } from "../../domain/unit.ts";
import type { Unit } from "../../domain/unit.ts";
import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import type { Visit } from "../visit.ts";
import type { Words } from "./ruling.ts";

/** The letter that answers an act at once: to which address it goes, or that nobody will get it. */
export function letterNow({ say }: Visit, unit: Unit | undefined, [vi, en]: Words): Html {
  const to = unit && reachableAddress(unit);
  return to === undefined
    ? html`<b>${say(
        `${vi} không gửi được vì không có địa chỉ nào của đơn vị nhận được thư: đề nghị báo bằng điện thoại hoặc văn bản.`,
        `${en} cannot be sent, since no address of the unit takes mail: tell it by telephone or in writing.`,
      )}</b>`
    : html`${say(`${vi} được gửi ngay đến`, `${en} goes at once to`)} <b>${to}</b>.`;
}
