import { expect, test } from "vitest";

import { refusalLine } from "../src/permissions/refusal.ts";
import { policy, queuePolicy } from "./fixture-cloud.ts";
import {
  account,
  tableArn,
  jobsArn,
  may,
  user,
  put,
  query,
  batch,
  sendBatch,
  putObject,
  getObject,
  sendMail,
  schedule,
  scheduleArn,
  mailArn,
  needs,
  all,
  ask,
} from "./permission-fixture.ts";

type Call = readonly [service: string, command: string, input: object];
test.each<[string, Call, object, string, string, string]>([
  [
    "an item",
    put,
    needs.put,
    "dynamodb:PutItem",
    tableArn,
    `AccessDeniedException 400: User: ${user} is not authorized to perform: dynamodb:PutItem on resource: ${tableArn} because no identity-based policy allows the dynamodb:PutItem action`,
  ],
  ["an index", query, needs.query, "dynamodb:Query", `${tableArn}/index/due`, "AccessDeniedException 400: "],
  ["a batch of items", batch, needs.batch, "dynamodb:BatchGetItem", tableArn, "AccessDeniedException 400: "],
  [
    "a batch of messages",
    sendBatch,
    needs.send,
    "sqs:SendMessage",
    jobsArn,
    `AccessDenied 403: User: ${user} is not authorized to perform: sqs:sendmessage on resource: ${jobsArn} because no identity-based policy allows the sqs:sendmessage action`,
  ],
  [
    "an object",
    putObject,
    needs.putObject,
    "s3:PutObject",
    "arn:aws:s3:::files/in/a",
    `AccessDenied 403: User: ${user} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::files/in/a" because`,
  ],
  [
    "a letter",
    sendMail,
    needs.mail,
    "ses:SendRawEmail",
    mailArn("identity/a.example"),
    `AccessDenied 403: User \`${user}' is not authorized to perform \`ses:SendRawEmail' on resource \`${mailArn("identity/a.example")}'`,
  ],
  ["a schedule", schedule, needs.schedule, "scheduler:CreateSchedule", scheduleArn, "AccessDeniedException 403: "],
  [
    "a role that is passed on",
    schedule,
    needs.pass,
    "iam:PassRole",
    `arn:aws:iam::${account}:role/Test-Role`,
    "AccessDeniedException 403: ",
  ],
])(
  "%s: what a function needs is enough, and without it the service refuses and says what is missing",
  async (_, call, need, action, resource, told) => {
    const allowed = await ask(all);
    expect(await allowed.call(...call)).toBe("done");
    expect(allowed.refusals.all()).toEqual([]);
    const refused = await ask(all.filter((one) => one !== need));
    expect(await refused.call(...call)).toContain(told);
    await expect.poll(() => refused.refusals.all()).toHaveLength(1);
    expect(refused.refusals.all().map(refusalLine)).toEqual([
      `Test-Work may not call ${action} on ${resource}: its role Test-Role lacks ${JSON.stringify({ Effect: "Allow", Action: action, Resource: resource })}`,
    ]);
    expect(refused.log.lines()).toMatchObject([{ functionName: "Test-Work" }]);
    expect(JSON.parse(refused.log.lines()[0]?.line ?? "")).toMatchObject({ level: "ERROR", call: action, resource });
  },
);

test("an object that is not there is missing only to those who may list its bucket", async () => {
  expect(await (await ask(all)).call(...getObject)).toMatch(/^NoSuchKey 404/);
  const blind = await ask(all.filter((one) => one !== needs.listBucket));
  expect(await blind.call(...getObject)).toMatch(
    /^AccessDenied 403: .* s3:ListBucket on resource: "arn:aws:s3:::files"/,
  );
});

test("a queue that forbids it has the last word, and another sender's address is not allowed", async () => {
  const forbids = queuePolicy("Jobs", { ...may("sqs:*", "*"), Effect: "Deny", Principal: { AWS: "*" }, Sid: "Closed" });
  const closed = await ask(all, { Closed: forbids });
  expect(await closed.call(...sendBatch)).toContain("with an explicit deny in a resource-based policy");
  expect(closed.refusals.all()[0]?.why).toMatch(/^Closed forbids it by \{.*"Sid":"Closed"/);
  const [service, command, input] = sendMail;
  const other = { ...input, RawMessage: input.RawMessage.replace("y@a.example", "z@a.example") };
  expect(await (await ask(all)).call(service, command, other)).toMatch(/^AccessDenied 403/);
});

test("the scheduler takes on only a role that trusts it", async () => {
  const distrusting = {
    Type: "AWS::IAM::Role",
    Properties: {
      AssumeRolePolicyDocument: policy({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "lambda.amazonaws.com" },
      }),
      Policies: [{ PolicyName: "Own", PolicyDocument: policy(...all) }],
    },
  };
  expect(await (await ask(all, { Role: distrusting })).call(...schedule)).toContain(
    "ValidationException 400: The execution role",
  );
});
