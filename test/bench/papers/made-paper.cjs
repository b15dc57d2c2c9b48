/*
 * One paper, made as it is deployed: loads the bundle that its first argument names, answers the event of its second, and
 * tells what that took: time, calls to the services, and the most memory that there was.
 */
const http = require("node:http");

const [, , bundle, event] = process.argv;
let calls = 0;
const { request } = http;
http.request = (...given) => {
  calls += 1;
  return request(...given);
};

async function make(given) {
  const started = performance.now();
  const { handler } = require(bundle);
  const { statusCode, body = "", headers = {} } = await handler(given, {});
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage();
  const made = {
    seconds,
    cpuSeconds: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
    calls,
    statusCode,
    said: statusCode === 200 || headers.location ? "" : body,
  };
  process.stdout.write(JSON.stringify(made), () => process.exit());
}

void make(JSON.parse(event));
