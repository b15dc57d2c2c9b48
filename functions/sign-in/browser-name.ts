/**
 * What browser it is, as its owner knows it: `Chrome, Windows`. Of what the browser says of itself nothing is kept but
 * names of these lists, so that it may stand on a page and tells little of a person; empty when it is none of them.
 */
export function browserName(userAgent: string): string {
  return [nameIn(userAgent, BROWSERS), nameIn(userAgent, SYSTEMS)].filter(Boolean).join(", ");
}

type Names = readonly (readonly [sign: string, name: string])[];

/** The first that fits: most say that they are like another, too. */
const BROWSERS: Names = [
  ["coc_coc_browser/", "Cốc Cốc"],
  ["Edg/", "Edge"],
  ["EdgA/", "Edge"],
  ["OPR/", "Opera"],
  ["SamsungBrowser/", "Samsung Internet"],
  ["Firefox/", "Firefox"],
  ["FxiOS/", "Firefox"],
  ["CriOS/", "Chrome"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
];
const SYSTEMS: Names = [
  ["Windows", "Windows"],
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Mac OS X", "macOS"],
  ["CrOS", "ChromeOS"],
  ["Linux", "Linux"],
];

const nameIn = (userAgent: string, names: Names): string | undefined =>
  names.find(([sign]) => userAgent.includes(sign))?.[1];
