import { describe, expect, it, vi } from "vitest";

import { addressesOf } from "../../../../functions/domain/unit.ts";
import { assemblyOf } from "../../../../lib/kept/assembly.ts";
import { tellNobody } from "../../../../lib/kept/tell.ts";
import { ownSettings } from "../../../../lib/local/own-settings.ts";
import { homeUnitOf } from "../../../../lib/local/replay/perform.ts";
import { readScenario } from "../../../../lib/local/replay/read-scenario.ts";
import { temporaryDirectory } from "../stand-ins.ts";
import { Client } from "../../../../lib/local/chaos/client.ts";
import { processStage } from "../../../../lib/local/chaos/process-harness.ts";
import { startDeployment } from "../../../../lib/local/deployment.ts";
import { loadSeason } from "../../../../lib/local/load-season.ts";
import type { Assembly } from "../../../../lib/kept/kept-assemblies.ts";
import { replay } from "../../../../lib/local/replay/replay.ts";

const scenario = readScenario({});
const homeUnit = homeUnitOf(scenario);
const [keeper] = addressesOf(homeUnit);
const made = assemblyOf({ settings: ownSettings({ homeUnit: homeUnit.id, keeper }) }, tellNobody);

/** The stack with something in its policies called otherwise. */
async function stackWith(given: string, instead: string): Promise<Assembly> {
  const assembly = await made;
  const template = assembly.template.replaceAll(JSON.stringify(given), JSON.stringify(instead));
  expect(template).not.toBe(assembly.template);
  return { ...assembly, template };
}

/** Replays the season on it. */
async function replayWith(given: string, instead: string): Promise<unknown> {
  vi.spyOn(console, "log").mockImplementation(() => {});
  return replay(scenario, { json: true, assembly: Promise.resolve(await stackWith(given, instead)) });
}

describe("a permission that the stack lacks", { timeout: 120_000 }, () => {
  it.each([
    ["ses:SendRawEmail", "ses:.*:identity/daklak.example"],
    ["iam:PassRole", "iam:.*:role/DungHan-laptop-"],
    ["dynamodb:UpdateItem", "dynamodb:.*:table/DungHan-laptop-"],
    ["sqs:ReceiveMessage", "sqs:.*:DungHan-laptop-"],
  ])("ends the replay with function, call, resource and the statement: %s", async (action, resource) => {
    const refused = replayWith(action, "none:None");
    await expect(refused).rejects.toThrow(
      new RegExp(
        `DungHan-laptop-\\w+ may not call ${action} on arn:aws:${resource}\\S*: its role \\S+ lacks {.*"${action}"`,
      ),
    );
  });

  it("ends it, too, where it is a service that may not write to a queue", async () => {
    await expect(replayWith("events.amazonaws.com", "none.amazonaws.com")).rejects.toThrow(
      /events\.amazonaws\.com may not call sqs:SendMessage on arn:aws:sqs:\S+: the resource's own policy lacks/,
    );
  });

  it("is told to whoever asks afterwards, as chaos does at its end, also after a restart", async () => {
    const dataDirectory = temporaryDirectory();
    const open = async () => {
      const assembly = Promise.resolve(await stackWith("dynamodb:UpdateItem", "none:None"));
      const settings = { homeUnit: homeUnit.id, keeper };
      return startDeployment({ startAt: scenario.season.issueAt, quiet: true, dataDirectory, settings, assembly });
    };
    const told = ({ url }: { url: string }) => {
      const life = { url: Promise.resolve(url), ended: () => false };
      return processStage(new Client({ life: Promise.resolve(life) })).refusals();
    };
    const first = await open();
    expect(await told(first)).toEqual([]);
    expect(await loadSeason(first)).toContain("could not be issued");
    const lines = await told(first);
    expect(lines).toContainEqual(expect.stringMatching(/^DungHan-laptop-\w+ may not call dynamodb:UpdateItem on arn:/));
    await first.close();
    const second = await open();
    expect(await told(second)).toEqual(lines);
    await second.close();
  });
});
