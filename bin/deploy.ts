import { buildApp } from "../lib/app.ts";

// Run by the CDK's command line (`npx cdk synth`, `npx cdk deploy`), which hands over context and directory.
buildApp().synth();
