import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";

/** An address, which a narrow column breaks behind its @ before anywhere else. */
export function mailbox(address: string): Html {
  const at = address.indexOf("@") + 1;
  return html`${address.slice(0, at)}<wbr />${address.slice(at)}`;
}
