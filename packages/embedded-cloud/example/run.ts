import { standUp } from "embedded-cloud";
import { notesApp } from "./app.ts";

const day = 86_400_000;
const cloud = await standUp({
  assembly: ({ directory }) => notesApp(directory).synth().directory,
  startAt: Date.parse("2030-01-01T08:00:00Z"),
});
console.log(`The notes are at ${cloud.url}`);

const { status, headers } = await cloud.call("POST", "/notes", { body: "Water the plants" });
const location = headers.get("location") ?? "";
console.log(`POST /notes: ${status}`);

await cloud.settle();
const read = async () => JSON.stringify((await cloud.call("GET", location)).body);
console.log(`the queue is empty: ${await read()}`);

const { rounds } = await cloud.moveTo(cloud.now() + 2 * day);
console.log(`two days later, the schedule has run ${rounds} times: ${await read()}`);
await cloud.close();
