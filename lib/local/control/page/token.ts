import { html } from "../../../../functions/runtime/html.ts";
import type { Html } from "../../../../functions/runtime/html.ts";
import { heading } from "./frame.ts";

export type TokenView = {
  readonly url: string;
  /** Who may be asked for; the first one is proposed. */
  readonly people: readonly string[];
  /** One that was made just now. */
  readonly token: { readonly email: string; readonly token: string } | undefined;
};

/** How to call the API as somebody. */
export function tokenSection({ url, people, token }: TokenView): Html {
  const [somebody = "vanthu@snv.daklak.example"] = people;
  const commands = [
    `curl -s ${url}/local/token \\`,
    "  -H 'content-type: application/json' \\",
    `  -d '{"email":"${somebody}"}'`,
    "",
    `curl -s ${url}/api/duties \\`,
    "  -H 'authorization: Bearer …'",
  ].join("\n");
  return html`<section aria-label="Mã truy cập">
    ${heading("Gọi API", "call the API as somebody")}
    <form class="filter" method="post" action="/local/issue-token">
      <label
        >Địa chỉ thư của cán bộ <span class="en" lang="en">whose address</span>
        <input type="email" name="email" list="people" value="${token?.email ?? somebody}" required />
      </label>
      <datalist id="people">${people.map((email) => html`<option value="${email}"></option>`)}</datalist>
      <button>Cấp mã</button>
    </form>
    ${
      token === undefined
        ? ""
        : html`<div class="told" role="status">
            <p>Mã của ${token.email}:</p>
            <pre>${token.token}</pre>
          </div>`
    }
    <details>
      <summary>Bằng dòng lệnh <span class="en" lang="en">by command line</span></summary>
      <pre>${commands}</pre>
    </details>
  </section>`;
}
