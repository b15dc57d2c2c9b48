/** Sends what a form holds, as the browser would; nothing when no answer came in time. */
export async function post(
  url: string,
  body: string,
  { longestMs, headers, keepalive }: { longestMs: number; headers: Record<string, string>; keepalive: boolean },
): Promise<Response | undefined> {
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), longestMs);
  try {
    return await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8", ...headers },
      body,
      // Being led to the sign-in is an answer too: the session has ended.
      redirect: "manual",
      keepalive,
      signal: ended.signal,
    });
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** What a form holds, as it is posted: its files are not. */
export function bodyOf(form: HTMLFormElement): URLSearchParams {
  const body = new URLSearchParams();
  new FormData(form).forEach((value, name) => typeof value === "string" && body.append(name, value));
  return body;
}

/** What an answer says as JSON; nothing of what is none. */
export async function saidBy<T extends object>(response: Response): Promise<Partial<T>> {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

/** Says something of a form, to those who hear the page as well; the same again is not read out again. */
export function tell(form: HTMLFormElement, text: string, failed = false): void {
  const status = form.querySelector("[data-autosave-status]");
  if (!status) return;
  if (status.textContent !== text) status.textContent = text;
  status.classList.toggle("failed", failed);
}
