import { createHmac, timingSafeEqual } from "node:crypto";

import { html } from "../../runtime/html.ts";
import type { Html } from "../../runtime/html.ts";
import { postForm } from "../parts/form.ts";
import type { Form } from "../parts/form.ts";
import type { Visit } from "../visit.ts";

/** A form of this session, that no other site can send. `basis`: the version of what the page was drawn from. */
export function csrfForm(visit: Visit, { basis, ...form }: Form & { readonly basis?: string | undefined }): Html {
  return postForm({ ...form, content: html`${csrfFields(visit, { action: form.action, basis })}${form.content}` });
}

/**
 * The hidden fields of a form: what the page was drawn from, sealed by the session's secret together with the
 * address that the form posts to. No other site, person or page can make them, and nobody can change the basis (D36).
 */
export function csrfFields(visit: Visit, { action, basis = "" }: { action: string; basis?: string | undefined }): Html {
  const seal = `${visit.attempt}.${macOf(visit, { action, basis, nonce: visit.attempt })}`;
  return html`<input type="hidden" name="basis" value="${basis}" /><input type="hidden" name="seal" value="${seal}" />`;
}

/** Whether a posted form was made by a page of this session, for this address. */
export function hasValidCsrf(visit: Visit): boolean {
  const [nonce = "", mac = ""] = (visit.form.get("seal") ?? "").split(".");
  const right = macOf(visit, { action: visit.path, basis: visit.form.get("basis") ?? "", nonce });
  return (
    visit.session !== undefined &&
    nonce !== "" &&
    mac.length === right.length &&
    timingSafeEqual(Buffer.from(mac), Buffer.from(right))
  );
}

type Sealed = { readonly action: string; readonly basis: string; readonly nonce: string };

function macOf({ session }: Visit, { action, basis, nonce }: Sealed): string {
  const parts = JSON.stringify([action, basis, nonce]);
  return createHmac("sha256", session?.token ?? "")
    .update(parts)
    .digest("base64url");
}
