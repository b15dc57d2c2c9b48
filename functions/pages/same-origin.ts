/**
 * Whether a post comes from a page of this site. Browsers name the origin of every post; the old ones that do
 * not name at least the page it came from. What names neither, or `null`, is not let in.
 */
export function isFromHere(headers: Readonly<Record<string, string | undefined>>, siteUrl: string): boolean {
  const { origin } = new URL(siteUrl);
  const fetchSite = headers["sec-fetch-site"];
  if (fetchSite !== undefined && fetchSite !== "same-origin" && fetchSite !== "none") return false;
  if (headers["origin"] !== undefined) return headers["origin"] === origin;
  const referer = headers["referer"];
  return referer !== undefined && URL.canParse(referer) && new URL(referer).origin === origin;
}
