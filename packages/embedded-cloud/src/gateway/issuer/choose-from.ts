import * as z from "zod/mini";
import type { SignIn } from "../issuer.ts";
import type { Person } from "./person.ts";

export type NamedPerson = { readonly name: string; readonly email: string };

const EmailSchema = z.email();
const headers = {
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  "cache-control": "no-store",
  "referrer-policy": "same-origin",
};

/**
 * A sign-in with plain pages: these people are on the list, any other address may be typed.
 *
 * @param paths where the site takes the code and where it sends who has signed out; `/signed-in` and `/` unless said
 */
export function chooseFrom(
  people: readonly NamedPerson[],
  { returnPath = "/signed-in", signedOutPath = "/" }: Partial<Pick<SignIn, "returnPath" | "signedOutPath">> = {},
): SignIn {
  return {
    admits: (email) => z.safeParse(EmailSchema, email).success,
    returnPath,
    signedOutPath,
    pages: {
      choose: async ({ query, bad }) => choosePage(people.filter(fitting(query)), query, bad),
      outdated: () => page("This page has expired", "<p>Nobody is signed in. Begin again.</p>"),
      refused: ({ code, detail = "" }) => page("Sign-in was refused", `<p>${escaped(`${code}: ${detail}`)}</p>`),
      headers,
    },
  };
}

function choosePage(people: readonly NamedPerson[], query: string, bad: Person | undefined): string {
  const buttons = people.map(
    ({ name, email }) =>
      `<li><button name="address" value="${escaped(email)}"><strong>${escaped(name)}</strong> ${escaped(email)}</button></li>`,
  );
  return page(
    "Choose who to sign in as",
    `${bad === undefined ? "" : `<p role="alert">This is not an e-mail address: ${escaped(bad.email)}</p>`}
<form role="search"><label>Search <input type="search" name="q" value="${escaped(query)}"></label> <button>Search</button></form>
<form method="post"><ul>${buttons.join("")}</ul></form>
<form method="post"><label>Another address <input name="address" inputmode="email" autocomplete="off"></label>
<label><input type="checkbox" name="unverified" value="yes"> not verified</label> <button>Sign in</button></form>
<form method="post"><button name="do" value="cancel">Go back without signing in</button></form>`,
  );
}

function page(title: string, main: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body><p><strong>A stand-in on this machine: there is no password.</strong></p><h1>${title}</h1>${main}</body></html>`;
}

function fitting(query: string): (person: NamedPerson) => boolean {
  const word = query.toLowerCase();
  return ({ name, email }) => `${name} ${email}`.toLowerCase().includes(word);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
