import { join } from "node:path";
import { App, Duration, Stack } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { AttributeType, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Schedule, ScheduleExpression } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Queue } from "aws-cdk-lib/aws-sqs";

/**
 * Notes: a route takes one in and puts it into a queue, from where it comes into a table; once a day a schedule marks
 * those that have grown old.
 *
 * @param outdir where the assembly is written; where the CDK's command line wants it, unless given
 */
export function notesApp(outdir?: string): App {
  const app = new App(outdir === undefined ? {} : { outdir });
  const stack = new Stack(app, "Notes");

  const table = new TableV2(stack, "Table", { partitionKey: { name: "id", type: AttributeType.STRING } });
  const queue = new Queue(stack, "Incoming", { visibilityTimeout: Duration.seconds(30) });

  const functionOf = (handler: string) => {
    const created = new LambdaFunction(stack, handler, {
      runtime: Runtime.NODEJS_24_X,
      code: Code.fromAsset(join(import.meta.dirname, "functions")),
      handler: `notes.${handler}`,
      environment: { TABLE_NAME: table.tableName, QUEUE_URL: queue.queueUrl },
    });
    table.grantReadWriteData(created);
    queue.grantSendMessages(created);
    return created;
  };

  const api = new HttpApi(stack, "Api");
  api.addRoutes({
    path: "/notes",
    methods: [HttpMethod.POST],
    integration: new HttpLambdaIntegration("Take", functionOf("take")),
  });
  api.addRoutes({
    path: "/notes/{id}",
    methods: [HttpMethod.GET],
    integration: new HttpLambdaIntegration("Read", functionOf("read")),
  });
  functionOf("keep").addEventSource(new SqsEventSource(queue));
  new Schedule(stack, "Daily", {
    schedule: ScheduleExpression.rate(Duration.days(1)),
    target: new LambdaInvoke(functionOf("age")),
  });
  return app;
}

// `npx cdk synth --app "node packages/embedded-cloud/example/app.ts"` writes the same assembly to cdk.out.
if (import.meta.main) notesApp().synth();
