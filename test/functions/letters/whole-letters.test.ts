import { readdirSync } from "node:fs";

import { describe, expect, test } from "vitest";

import type { LetterText } from "../../../functions/domain/letter-text.ts";
import { composeExportLetter } from "../../../functions/letters/export.ts";
import { composeLetter } from "../../../functions/letters/compose-letter.ts";
import { composeSupervisorLetter } from "../../../functions/letters/supervisor.ts";
import { season } from "./whole-season.ts";
import { evidence, firstLetter, letter, ofOneDuty } from "./whole-supervisor.ts";

const FOLDER = new URL("whole/", import.meta.url).pathname;

/** Every kind of letter of the season, by the name of its files. */
const letters: [name: string, LetterText][] = [
  ...Object.entries(season).map(([name, input]): [string, LetterText] => [name, composeLetter(input)]),
  ["supervisor-escalate", composeSupervisorLetter(firstLetter)],
  ["supervisor-follow-up-2", composeSupervisorLetter(letter)],
  ["supervisor-own-date", composeSupervisorLetter(ofOneDuty())],
  ["supervisor-supplement", composeSupervisorLetter(ofOneDuty({ state: "returned" }))],
  ["export-evidence", composeExportLetter(evidence)],
];

/** A letter as a mailbox shows it: what stands above it, what it says, and what it brings. */
function shown({ subject, text, replyTo, calendarEntry }: LetterText): string {
  const entry = calendarEntry && `${calendarEntry.filename} (${calendarEntry.method})`;
  return [`Tiêu đề: ${subject}`, `Trả lời đến: ${replyTo ?? "không"}`, `Tệp lịch: ${entry ?? "không"}`, "", text].join("\n");
}

describe("the letters of the season, whole", () => {
  test.for(letters)("%s reads as its files", async ([name, whole]) => {
    await expect(shown(whole)).toMatchFileSnapshot(`${FOLDER}${name}.txt`);
    await expect(whole.html).toMatchFileSnapshot(`${FOLDER}html/${name}.html.snap`);
    if (whole.calendarEntry)
      await expect(whole.calendarEntry.content.replaceAll("\r\n", "\n")).toMatchFileSnapshot(`${FOLDER}calendar/${name}.ics`);
  });

  test("the folder holds no letter that is written no more", () => {
    const names = (folder: string) =>
      readdirSync(`${FOLDER}${folder}`, { withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== "README.md")
        .map(({ name }) => name.slice(0, name.indexOf(".")))
        .toSorted();
    const of = (some: typeof letters) => some.map(([name]) => name).toSorted();
    expect(names("")).toEqual(of(letters));
    expect(names("html")).toEqual(of(letters));
    expect(names("calendar")).toEqual(of(letters.filter(([, { calendarEntry }]) => calendarEntry !== undefined)));
  });
});
