import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { StackStatus } from "@aws-sdk/client-cloudformation";
import { describe, expect, it } from "vitest";

import packageJson from "../../package.json" with { type: "json" };
import { possibleRegions } from "../../lib/regions.ts";
import { readDeployment, settingNames } from "../../lib/settings.ts";

const root = join(import.meta.dirname, "../..");
const textOf = (file: string): string => readFileSync(join(root, file), "utf8");
const deploy = textOf("docs/deploy.md");

describe("how to deploy", () => {
  const [, example = ""] = /```json\n(\{\n {2}"name"[^`]+)```/.exec(deploy) ?? [];

  it("shows a file that can be used, once its addresses are one's own", () => {
    expect(() => readDeployment(JSON.parse(example), "the example")).toThrow(
      /^the example cannot be used:(\n- (keeper|sender|operatorEmail): .* this one is an example){3}$/,
    );
    const own = JSON.parse(example.replaceAll(".example", ".test"));
    expect(readDeployment(own, "the example")).toMatchObject({ name: "dak-lak", identity: "make" });
    expect(possibleRegions).toContain(own.region);
  });

  it("says of every setting what it means", () => {
    expect(settingNames.filter((name) => !new RegExp(`^\\| \`${name}\` +\\|`, "m").test(deploy))).toEqual([]);
  });

  it("says of every status that a stack may be left in what to do", () => {
    const going = /_IN_PROGRESS$/;
    const said = Object.values(StackStatus).filter(
      (status) =>
        !deploy.includes(`\`${status}\``) && !going.test(status) && !/^IMPORT_|^(UPDATE|DELETE)_COMPLETE$/.test(status),
    );
    expect(said).toEqual([]);
    expect(deploy).toContain("`…_IN_PROGRESS`");
  });

  it("names regions of which those that it calls possible are", () => {
    const [, near = ""] = /Near ones that are\s+possible: ([^.]+)\./.exec(deploy) ?? [];
    const named = near.match(/[a-z]+(-[a-z]+)+-\d/g) ?? [];
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((region) => !possibleRegions.includes(region))).toEqual([]);
  });
});

describe("every document", () => {
  const documents = [
    "README.md",
    ...readdirSync(join(root, "docs")).flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : [])),
  ];

  it("names commands of the project that exist", () => {
    const unknown = documents.flatMap((file) =>
      [...textOf(file).matchAll(/npm run (?:--silent )?([a-z][a-z:-]*)/g)].flatMap(([, script = ""]) =>
        Object.hasOwn(packageJson.scripts, script) ? [] : [`${file}: ${script}`],
      ),
    );
    expect(unknown).toEqual([]);
  });

  it("leads to files that are there", () => {
    const lost = documents.flatMap((file) =>
      [...textOf(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].flatMap(([, path = ""]) => {
        try {
          readdirSync(join(root, file, "..", path));
          return [];
        } catch (error) {
          return (error as NodeJS.ErrnoException).code === "ENOTDIR" ? [] : [`${file}: ${path}`];
        }
      }),
    );
    expect(lost).toEqual([]);
  });
});
