import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { deploymentNamed, deploymentNames } from "../../lib/deployment-file.ts";
import { dakLak } from "./synthesized.ts";

describe("a deployment's file", () => {
  let folder = "";
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "dung-han-deployments-"))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const keep = (file: string, content: unknown) =>
    writeFileSync(join(folder, file), typeof content === "string" ? content : JSON.stringify(content));

  it("is found by the deployment's name", () => {
    keep("dak-lak.json", dakLak);
    expect(deploymentNamed("dak-lak", folder)).toMatchObject(dakLak);
  });

  it("is called as the deployment that it describes, so that a copy cannot pass for the other", () => {
    keep("dak-lak-thu.json", dakLak);
    expect(() => deploymentNamed("dak-lak-thu", folder)).toThrow(
      'lib/deployments/dak-lak-thu.json cannot be used:\n- name: got "dak-lak"; allowed: dak-lak-thu, as the file is called',
    );
  });

  it("is JSON", () => {
    keep("dak-lak.json", "{name: dak-lak}");
    expect(() => deploymentNamed("dak-lak", folder)).toThrow("lib/deployments/dak-lak.json is not JSON: ");
  });

  it.each(["dak-lac", "../dak-lak", "", "dak-lak.json"])("of another name (%j) leads to those there are", (name) => {
    keep("dak-lak.json", dakLak);
    keep("an-giang.json", { ...dakLak, name: "an-giang" });
    keep("laptop.json", {});
    keep("notes.txt", "");
    expect(() => deploymentNamed(name, folder)).toThrow(
      `No deployment is called ${JSON.stringify(name)}: it would have a file lib/deployments/NAME.json. Those that have one: an-giang, dak-lak; docs/deploy.md`,
    );
  });

  it("is not there yet, before the first is made", () => {
    expect(() => deploymentNamed("dak-lak", folder)).toThrow("None has a file yet; docs/deploy.md");
  });

  it("is kept for the laptop, with what is an example", () => {
    expect(deploymentNames()).not.toContain("laptop");
    expect(deploymentNamed("laptop")).toMatchObject({ name: "laptop", sender: "dunghan@daklak.example" });
  });
});
