import { readFileSync } from "node:fs";

// Adds up the test runners' reports, and fails if any test was skipped or left to be written.
let passed = 0;
let failed = 0;
let left = 0;
for (const file of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(file, "utf8"));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  left += report.numPendingTests + report.numTodoTests;
}
if (left > 0) console.error(`${left} tests were skipped or left to be written.`);
console.log(`${passed} passed, ${failed + left} failed`);
process.exitCode = failed + left > 0 || passed === 0 ? 1 : 0;
