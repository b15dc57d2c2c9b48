/*
 * What a fresh environment does for its first call, and nothing else: loads the bundle that its first argument names,
 * answers the event of its second, if there is one, and tells what that took. In plain CommonJS, so that nothing is
 * compiled or loaded for it beforehand.
 */
const [, , bundle, event] = process.argv;

async function start(given) {
  // Loaded before it is asked for a time that counts.
  performance.now();
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const { handler } = require(bundle);
  const imported = performance.now();
  const { statusCode, body } = given === null ? {} : await handler(given, {});
  const answered = performance.now();
  const { user, system } = process.cpuUsage(cpuBefore);
  const took = { importMs: imported - started, wallMs: answered - started, cpuMs: (user + system) / 1000 };
  process.stdout.write(JSON.stringify({ ...took, statusCode, body }), () => process.exit());
}

void start(JSON.parse(event));
