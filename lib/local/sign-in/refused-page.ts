import { html } from "../../../functions/runtime/html.ts";
import { standInPage } from "./stand-in-frame.ts";

export type RefusedView = {
  readonly site: string;
  /** As OAuth names it. */
  readonly code: string;
  readonly detail: string | undefined;
};

/** What a person sees when the provider cannot send him back to the site with the error. */
export function refusedPage({ site, code, detail = "" }: RefusedView): string {
  const main = html`<section>
    <h1>Không đăng nhập được <span class="en" lang="en">sign-in was refused</span></h1>
    <p>Yêu cầu đăng nhập không hợp lệ. Đề nghị bắt đầu lại.</p>
    <pre lang="en">${detail === "" ? code : `${code}: ${detail}`}</pre>
    <p><a href="${site}/">Về trang đầu</a> <span class="en" lang="en">back to the site</span></p>
  </section>`;
  return standInPage("Không đăng nhập được", main);
}

/** For a list that is too old to choose from, or was opened in another browser. */
export function outdatedPage(site: string): string {
  const main = html`<section>
    <h1>Trang chọn người này không còn hiệu lực <span class="en" lang="en">this page has expired</span></h1>
    <p>Chưa có ai đăng nhập. Đề nghị bắt đầu đăng nhập lại.</p>
    <p><a href="${site}/sign-in">Đăng nhập</a> <span class="en" lang="en">sign in again</span></p>
  </section>`;
  return standInPage("Trang không còn hiệu lực", main);
}
