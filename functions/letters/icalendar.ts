/** One all-day entry of a calendar. */
export type AllDayEntry = {
  readonly method: "PUBLISH" | "CANCEL";
  readonly uid: string;
  readonly sequence: number;
  /** When it was written, and when it rings, in UTC: `2017-10-27T01:00:00.000Z`. */
  readonly stamp: string;
  readonly alarm: string | undefined;
  /** The day, and the one after it: `2017-10-27`. */
  readonly day: string;
  readonly dayAfter: string;
  readonly organizer: { readonly name: string; readonly email: string } | undefined;
  readonly summary: string;
  readonly description: readonly string[];
  readonly url: string;
};

/**
 * An entry as a calendar's file (RFC 5545; the properties that RFC 5546, 3.2.1 and 3.2.5, asks for by its method). It takes up
 * nobody's time. Outlook shows it as a day, and not from midnight to midnight of its own zone, by a property that is its own.
 */
export function iCalendarOf(entry: AllDayEntry): string {
  const { method, uid, sequence, stamp, alarm, day, dayAfter, organizer, summary, description, url } = entry;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Dung Han//Dung Han//VI",
    `METHOD:${method}`,
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${compact(stamp)}`,
    ...(organizer ? [`ORGANIZER;CN="${organizer.name.replaceAll('"', "'")}":mailto:${organizer.email}`] : []),
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(dayAfter)}`,
    "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
    "TRANSP:TRANSPARENT",
    `STATUS:${method === "CANCEL" ? "CANCELLED" : "CONFIRMED"}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${description.map(escaped).join("\\n")}`,
    `URL:${url}`,
    // An instant, since “so long before the start of the day” would be counted in the zone of whoever looks.
    ...(alarm === undefined
      ? []
      : [
          "BEGIN:VALARM",
          "ACTION:DISPLAY",
          `TRIGGER;VALUE=DATE-TIME:${compact(alarm)}`,
          `DESCRIPTION:${escaped(summary)}`,
          "END:VALARM",
        ]),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

const compact = (time: string): string => time.replace(/\.\d+/, "").replace(/[-:]/g, "");

/** The text is one line already: what data brings was made so before. */
const escaped = (text: string): string => text.replace(/[\\;,]/g, String.raw`\$&`);

/** No line is longer than 75 bytes, and none is cut within a character (RFC 5545, 3.1). */
function folded(line: string): string {
  let bytes = 0;
  return Array.from(line, (character) => {
    const length = Buffer.byteLength(character);
    const fits = bytes + length <= 75;
    bytes = fits ? bytes + length : 1 + length;
    return fits ? character : `\r\n ${character}`;
  }).join("");
}
