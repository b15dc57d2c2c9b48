import { buildApp } from "../lib/app.ts";

// Run by the CDK's command line (`npx cdk synth`, `npx cdk deploy -c deployment=NAME`), which hands over context and
// directory.
buildApp().synth();
