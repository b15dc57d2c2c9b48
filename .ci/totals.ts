import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

// Adds up the test runners' reports, and fails if any test was skipped or left to be written. A part of the run that broke
// without a failed test counts as one.
const { values, positionals } = parseArgs({ options: { broken: { type: "string" } }, allowPositionals: true });
let passed = 0;
let failed = 0;
let left = 0;
for (const file of positionals) {
  const report = JSON.parse(readFileSync(file, "utf8"));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  left += report.numPendingTests + report.numTodoTests;
}
if (left > 0) console.error(`${left} tests were skipped or left to be written.`);
failed += left;
if (values.broken && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
