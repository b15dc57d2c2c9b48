import { describe, expect, it } from "vitest";

import { deployedFunctions, only, resourcesOf, synthesize } from "../lib/synthesized.ts";
import {
  ANSWER_QUEUE,
  ANSWER_RATE,
  COUNT_QUEUE,
  EVENT_RETRIES_MS,
  LIVES,
  POST_QUEUE,
  POST_RATE,
  RUN_QUEUE,
  WATCH_EVERY_MS,
} from "./stack-settings.ts";

const template = synthesize();
const functions = deployedFunctions(template);
/** The functions of the stack that stand behind those of the simulation. */
const ENTRIES = {
  post: ["send-mail"],
  count: ["counts"],
  milestone: ["milestone"],
  hear: ["mail-events"],
  watch: ["watchdog"],
  web: ["unit-site", "office-site"],
} as const;

describe("the simulated stack is set up as the real one", () => {
  it.each(Object.entries(ENTRIES))("how long %s may run", (name, entries) => {
    const seconds = entries.map((entry) => only(functions.filter((one) => one.entry === entry)).properties["Timeout"]);
    expect(seconds.map((timeout) => timeout * 1000)).toEqual(entries.map(() => LIVES[name as keyof typeof LIVES]));
  });

  it.each([
    ["send-mail", POST_QUEUE, /Letters/],
    ["send-mail", ANSWER_QUEUE, /Answers/],
    ["milestone", RUN_QUEUE, /Runs/],
    ["counts", COUNT_QUEUE, /Moves/],
  ] as const)("the queue of %s: %j", (entry, settings, named) => {
    const { id } = only(functions.filter((one) => one.entry === entry));
    const source = only(
      resourcesOf(template, "AWS::Lambda::EventSourceMapping").filter(
        ({ properties }) =>
          properties["FunctionName"].Ref === id && named.test(properties["EventSourceArn"]["Fn::GetAtt"][0]),
      ),
    ).properties;
    const queueId = source["EventSourceArn"]["Fn::GetAtt"][0];
    const queue = only(resourcesOf(template, "AWS::SQS::Queue").filter((one) => one.id === queueId)).properties;
    expect(queue["VisibilityTimeout"] * 1000).toBe(settings.visibilityMs);
    expect(queue["RedrivePolicy"].maxReceiveCount).toBe(settings.receives);
    expect(source["BatchSize"]).toBe(settings.batchSize);
    expect(source["ScalingConfig"].MaximumConcurrency).toBe(settings.workers);
  });

  it("how many letters a second each worker of send-mail sends", () => {
    const { environment } = only(functions.filter(({ entry }) => entry === "send-mail"));
    expect(environment).toMatchObject({ SEND_RATE: String(POST_RATE), ANSWER_RATE: String(ANSWER_RATE) });
  });

  it("the queue of the mail service's reports", () => {
    const reports = only(resourcesOf(template, "AWS::SQS::Queue").filter(({ id }) => /Reports[0-9A-F]{8}$/.test(id)));
    for (const ms of EVENT_RETRIES_MS) expect(reports.properties["VisibilityTimeout"] * 1000).toBe(ms);
    expect(reports.properties["RedrivePolicy"].maxReceiveCount).toBeGreaterThan(EVENT_RETRIES_MS.length);
  });

  it("the watch's rounds", () => {
    const rates = resourcesOf(template, "AWS::Scheduler::Schedule").map(
      ({ properties }) => properties["ScheduleExpression"],
    );
    expect(rates).toContain(`rate(${WATCH_EVERY_MS / 60_000} minutes)`);
  });
});
