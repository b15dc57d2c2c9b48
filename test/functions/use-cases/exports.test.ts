import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { EXPORT_HOLD_MS } from "../../../functions/domain/export-job.ts";
import type { ExportedFile } from "../../../functions/domain/exported-file.ts";
import { DAY_MS, MINUTE_MS } from "../../../functions/domain/instant.ts";
import { isRefusal } from "../../../functions/domain/refusal.ts";
import type { ExportMessage } from "../../../functions/queue/messages.ts";
import { askForExport } from "../../../functions/use-cases/ask-for-export.ts";
import { makeExport } from "../../../functions/use-cases/make-export.ts";
import { ref } from "../season.ts";
import { embeddedEngine } from "../store/engines.ts";
import type { Engine } from "../store/engines.ts";
import { SNV, drain, goTo, issuedWorld, requestOf, tell } from "./world.ts";
import type { World } from "./world.ts";

const OFFICE = "vanphong@snv.daklak.example";
const EVIDENCE = { ...ref, file: "evidence.zip" } as const;

let engine: Engine;
let world: World;
beforeAll(async () => {
  engine = await embeddedEngine();
});
afterAll(() => engine.close());
beforeEach(async () => {
  world = await issuedWorld(engine);
  await goTo(world, "2017-10-31T09:00");
  world.mailer.mails.length = 0;
});

async function ask(by = SNV, file: string = EVIDENCE.file) {
  const request = await requestOf(world, { by, params: { file } });
  const job = await askForExport(request, world);
  if (isRefusal(job)) throw new Error(job.detail);
  return job;
}
/** As Sở Nội vụ's office, whose own address stands in the register, too. */
async function asOffice() {
  const request = await requestOf(world, { by: SNV, params: { file: EVIDENCE.file } });
  return askForExport({ ...request, caller: { ...request.caller, principal: OFFICE } }, world);
}
async function work(): Promise<string[]> {
  const handled = [];
  for (const message of world.queues.takeExports()) handled.push(await makeExport(message, world));
  await drain(world);
  return handled;
}
const job = (file: ExportedFile = EVIDENCE.file) => world.register.exportJobs.read({ ...ref, file });
const told = () =>
  world.mailer.mails
    .filter(({ tags }) => tags["kind"] === "export-letter")
    .map(({ to, letter }) => [to, letter.subject]);
const SUBJECT = "[Tệp đã lập xong] 5500/UBND-KGVX, hồ sơ của đợt báo cáo";

describe("a file that is asked for", () => {
  it("is made in the background, kept, and told of by one letter to whoever asked", async () => {
    await ask();
    expect(await job()).toMatchObject({ state: "asked", number: 1, done: 0, of: 20, tell: [SNV] });
    expect(await work()).toEqual(["done"]);
    const { made, state } = (await job())!;
    expect([state, made?.number, made?.fileName]).toEqual([
      "made",
      1,
      "ho-so-dot-bao-cao-5500-ubnd-kgvx-2017-bao-cao.zip",
    ]);
    const pieces: Uint8Array[] = [];
    for await (const piece of (await world.archive.read(made!.key, made!.version))!) pieces.push(piece);
    const zip = Buffer.concat(pieces);
    expect(zip.byteLength).toBe(made!.bytes);
    expect(zip.includes("MANIFEST.sha256")).toBe(true);
    expect(told()).toEqual([[SNV, expect.stringContaining(SUBJECT)]]);
  });

  it("by two at once is made once, and both are told", async () => {
    await Promise.all([ask(), asOffice()]);
    await ask();
    const messages = world.queues.takeExports();
    expect(new Set(messages.map(({ number }) => number))).toEqual(new Set([1]));
    for (const message of messages) await makeExport(message, world);
    await drain(world);
    expect(world.archive.keys.filter((key) => key.startsWith("exports/"))).toHaveLength(1);
    expect(
      told()
        .map(([to]) => to)
        .toSorted(),
    ).toEqual([OFFICE, SNV].toSorted());
  });

  it("again once it is made, is made anew; the one that is there can be fetched until then", async () => {
    await ask();
    await work();
    const first = (await job())!.made;
    await ask();
    expect(await job()).toMatchObject({ state: "asked", number: 2, made: first });
    await work();
    expect((await job())!.made).toMatchObject({ number: 2 });
    expect(told()).toHaveLength(2);
  });

  it.each(["report.docx", "duties.csv", "figures.xlsx", "escalations.csv", "numbers.csv"])(
    "may be %s",
    async (file) => {
      await ask(SNV, file);
      expect(await work()).toEqual(["done"]);
    },
  );

  it("is refused to whoever may not have it, and where it is no file of ours", async () => {
    for (const [by, file] of [
      ["vanthu@stc.daklak.example", "evidence.zip"],
      [SNV, "evidence.tar"],
      [SNV, "__proto__.csv"],
    ] as const) {
      const refusal = await askForExport(await requestOf(world, { by, params: { file } }), world);
      expect([file, isRefusal(refusal) && refusal.refused]).toEqual([file, "not-found"]);
    }
    expect(world.queues.takeExports()).toEqual([]);
  });

  it("tells how far it is, by the duties that it has gone through", async () => {
    await ask();
    const [message] = world.queues.takeExports();
    const seen: number[] = [];
    const { step } = world.register.exportJobs;
    const { exportJobs, duties } = world.register;
    const slowly: World = {
      ...world,
      register: {
        ...world.register,
        exportJobs: { ...exportJobs, step: async (at, done, now) => (seen.push(done), step(at, done, now)) },
        duties: {
          ...duties,
          dutiesOf: async (...asked) => {
            world.clock.moveTo(world.clock.now() + 3_000);
            return duties.dutiesOf(...asked);
          },
        },
      },
    };
    await makeExport(message!, slowly);
    expect(seen).toEqual([4, 8, 12, 16, 20]);
  });
});

describe("a making that breaks off", () => {
  const dying = (times: number) => {
    let left = times;
    return {
      ...world,
      shelf: {
        put: async (...asked: Parameters<World["shelf"]["put"]>) => {
          if (left-- > 0) throw new Error("The function died here.");
          return world.archive.put(...asked);
        },
      },
    };
  };
  const asked = async (): Promise<ExportMessage> => {
    await ask();
    return world.queues.takeExports()[0]!;
  };

  it("goes on when its message is seen again, and is told of once", async () => {
    const message = await asked();
    const world2 = dying(1);
    await expect(makeExport(message, world2)).rejects.toThrow("died");
    expect(await makeExport(message, world2)).toBe("done");
    await drain(world);
    expect(told()).toHaveLength(1);
  });

  it("without a word is taken over once its hold has run out, and not before", async () => {
    const message = await asked();
    expect(await world.register.exportJobs.hold((await job())!, world.clock.now())).toBe(true);
    expect(await makeExport(message, world)).toBe("again");
    world.clock.moveTo(world.clock.now() + EXPORT_HOLD_MS + 1);
    expect(await makeExport(message, world)).toBe("done");
  });

  it("after it was made, before anybody was told, tells them; asked for any number of times, once", async () => {
    const message = await asked();
    world.queues.dieAt(0);
    await expect(makeExport(message, world)).rejects.toThrow("died");
    expect((await job())?.state).toBe("made");
    for (let times = 0; times < 3; times++) expect(await makeExport(message, world)).toBe("done");
    await drain(world);
    expect(told()).toHaveLength(1);
  });

  it("before it came to the queue goes on when somebody asks again", async () => {
    world.queues.dieAt(0);
    await expect(ask()).rejects.toThrow("died");
    await ask();
    expect(await work()).toEqual(["done"]);
    expect(told()).toHaveLength(1);
  });

  it("and seems to have stopped is put on the queue again by whoever asks for it", async () => {
    const message = await asked();
    await world.register.exportJobs.hold((await job())!, world.clock.now());
    await ask();
    expect(world.queues.takeExports()).toEqual([]);
    world.clock.moveTo(world.clock.now() + EXPORT_HOLD_MS + 2 * MINUTE_MS);
    await ask();
    expect(world.queues.takeExports()).toEqual([message]);
  });
});

describe("the letter that a file is there", () => {
  it("that came back marks its address, and does not go out again", async () => {
    await ask();
    await work();
    const mail = world.mailer.mails.find(({ tags }) => tags["kind"] === "export-letter");
    await tell(world, mail!, "Bounce");
    await drain(world);
    expect(told()).toHaveLength(1);
    expect((await world.register.units.unit(mail!.tags["unit"] as never))?.bounced).toHaveProperty([SNV]);
  });

  it("that has to wait is tried again by itself, and given up after a day", async () => {
    world.mailer.sandbox([SNV]);
    await ask();
    await work();
    expect(told()).toEqual([]);
    world.mailer.sandbox([]);
    await goTo(world, "2017-10-31T09:20");
    expect(told()).toHaveLength(1);

    world.mailer.sandbox([SNV]);
    await ask();
    await work();
    world.clock.moveTo(world.clock.now() + 2 * DAY_MS);
    await drain(world);
    const tries = world.mailer.tries;
    world.clock.moveTo(world.clock.now() + DAY_MS);
    await drain(world);
    expect(world.mailer.tries).toBe(tries);
  });

  it("of a making that another has followed says nothing any more", async () => {
    await ask();
    const [message] = world.queues.takeExports();
    await makeExport(message!, world);
    const letters = world.queues.takePost();
    await ask();
    await world.queues.post(letters);
    await drain(world);
    expect(told()).toEqual([]);
  });
});
