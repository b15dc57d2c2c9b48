import { letterKey } from "../../functions/domain/letter.ts";
import type { LetterEntry } from "../../functions/domain/letter.ts";
import { CLAIM_LEASE_MS } from "../../functions/domain/owed.ts";
import { exists, oneOf } from "../../functions/store/expressions.ts";
import { isFree } from "../../functions/store/letters.ts";
import type { Letters } from "../../functions/store/letters.ts";
import type { Deployed } from "./cloud.ts";
import { theProgram } from "./deployed.ts";
import type { Alter, MachineEffects } from "./machine.ts";

/** The program without one of its safeguards. Each is there for a reason, which the simulation is to find. */
export const WITHOUT = {
  /** A letter is claimed whether or not somebody has, and whether or not it is owed still. */
  "the claim's condition": altered((effects, { table }) =>
    withLetters(effects, {
      claim: (ledger, letter, claim) =>
        table.update(ledger.key, { setIn: [{ path: ["letters", letterKey(letter)], value: claim }] }, [exists("pk")]),
    }),
  ),

  /** What an attempt, or an event about it, says of its letter is written to whichever attempt holds it now. */
  "the attempt token": altered((effects, { table }) => {
    const { letters } = effects.register;
    const asIfHolding =
      <Rest extends unknown[]>(
        act: (
          ledger: Parameters<Letters["spend"]>[0],
          name: string,
          attempt: string,
          ...rest: Rest
        ) => Promise<boolean>,
      ) =>
      async (
        ledger: Parameters<Letters["spend"]>[0],
        name: string,
        attempt: string,
        ...rest: Rest
      ): Promise<boolean> => {
        const entries = (await table.get(ledger.key, { consistent: true }))?.["letters"] as
          | Record<string, LetterEntry>
          | undefined;
        return act(ledger, name, entries?.[name]?.attempt ?? attempt, ...rest);
      };
    const confirm = asIfHolding(letters.confirm);
    return withLetters(effects, {
      confirm,
      release: asIfHolding(letters.release),
      record: async (ledger, name, told, from) =>
        table.update(ledger.key, { setIn: [{ path: ["letters", name, "status"], value: told.status }] }, [
          exists("letters", name),
          oneOf(["letters", name, "status"], from),
        ]),
      spend: async (ledger, name, spent) =>
        table.update(
          ledger.key,
          { setIn: [{ path: ["letters", `${name}.${spent.attempt}`], value: spent }], remove: [["letters", name]] },
          [exists("letters", name)],
        ),
    });
  }),

  /** An open claim is taken for a dead man's at once. */
  "the lease": altered((effects) => {
    const { duties, runs } = effects.register;
    const aged = <T extends { readonly letters: Readonly<Record<string, LetterEntry>> }>(owner: T): T => ({
      ...owner,
      letters: Object.fromEntries(
        Object.entries(owner.letters).map(([name, entry]) => [
          name,
          entry.status === "claimed" ? { ...entry, at: entry.at - 2 * CLAIM_LEASE_MS } : entry,
        ]),
      ),
    });
    return {
      ...effects,
      register: {
        ...effects.register,
        duties: {
          ...duties,
          duty: async (...asked) => {
            const duty = await duties.duty(...asked);
            return duty && aged(duty);
          },
        },
        runs: {
          ...runs,
          run: async (ref) => {
            const run = await runs.run(ref);
            return run && aged(run);
          },
        },
      },
    };
  }),

  /** Nobody listens to what the mail service tells. */
  "the reconciler": { ...theProgram, hears: false },

  /** Letters go out on the word of the sweep: nobody looks again whether the report is still owed. */
  "the re-check at send": altered((effects, { name, table }) => {
    if (name !== "post") return effects;
    const { duties } = effects.register;
    return withLetters(
      {
        ...effects,
        register: {
          ...effects.register,
          duties: {
            ...duties,
            duty: async (...asked) => {
              const duty = await duties.duty(...asked);
              return duty && duty.state !== "returned" ? { ...duty, state: "awaiting" } : duty;
            },
          },
        },
      },
      {
        claim: (ledger, letter, claim) =>
          table.update(ledger.key, { setIn: [{ path: ["letters", letterKey(letter)], value: claim }] }, [
            exists("pk"),
            isFree(letterKey(letter)),
          ]),
      },
    );
  }),

  /** The letter is looked at again before the claim, but the claim itself asks only whether somebody has it. */
  "the re-check in the claim": altered((effects, { table }) =>
    withLetters(effects, {
      claim: (ledger, letter, claim) =>
        table.update(ledger.key, { setIn: [{ path: ["letters", letterKey(letter)], value: claim }] }, [
          exists("pk"),
          isFree(letterKey(letter)),
        ]),
    }),
  ),

  /** Nobody makes rounds for milestones that never ran, or letters that were lost. */
  "the watchdog": { ...theProgram, watches: false },

  /** A letter of which nobody knows whether it was sent is taken for one that was not. */
  "the doubt about lost answers": altered((effects) => ({
    ...effects,
    mailer: {
      send: async (mail) => {
        const sent = await effects.mailer.send(mail);
        return sent.outcome === "unknown" ? { outcome: "throttled", why: sent.why } : sent;
      },
    },
  })),

  /** A withdrawal is known to whoever asks for it, and to nobody who runs a milestone or sends a letter. */
  "the look whether it was withdrawn": altered((effects, { name }) => {
    if (name !== "post" && name !== "milestone") return effects;
    const { directives } = effects.register;
    const unaware = async (id: string) => {
      const record = await directives.directive(id);
      return record && { ...record, withdrawal: undefined };
    };
    return { ...effects, register: { ...effects.register, directives: { ...directives, directive: unaware } } };
  }),

  /** Nobody looks after a letter whose address may not be written to yet. */
  "the look after what waits": altered((effects) => ({
    ...effects,
    register: { ...effects.register, runs: { ...effects.register.runs, watchOn: async () => true } },
  })),

  /** What answers an act is asked for after the act only. */
  "the asking ahead of an act": altered((effects) => ({
    ...effects,
    queues: {
      ...effects.queues,
      post: async (messages, options) => {
        if (options?.delaySeconds !== 60) await effects.queues.post(messages, options);
      },
    },
  })),
  /** A letter is decided as if no address had ever been marked, until mail to the unit has come back often. */
  "the look at marks": altered((effects) => {
    const { duties } = effects.register;
    return {
      ...effects,
      register: {
        ...effects.register,
        duties: {
          ...duties,
          dutyAndUnits: async (...asked) => {
            const { written, units } = await duties.dutyAndUnits(...asked);
            // What came back keeps its entry under the name of its attempt as well.
            const back = Object.keys(written?.letters ?? {}).filter((name) => name.split(".").length > 3);
            const unmarked = new Map([...units].map(([id, unit]) => [id, { ...unit, bounced: {} }]));
            return { written, units: back.length < 10 ? unmarked : units };
          },
        },
      },
    };
  }),

  /** Nobody asks for what a unit has missed that can be reached again. */
  "the asking for what was missed": altered((effects) => ({
    ...effects,
    queues: {
      ...effects.queues,
      post: (messages, options) =>
        effects.queues.post(
          messages.filter(({ kind }) => kind !== "missed-letters"),
          options,
        ),
    },
  })),
} as const satisfies Record<string, Deployed>;

export type Safeguard = keyof typeof WITHOUT;

function altered(alter: Alter): Deployed {
  return { ...theProgram, alter };
}

function withLetters(effects: MachineEffects, letters: Partial<Letters>): MachineEffects {
  return { ...effects, register: { ...effects.register, letters: { ...effects.register.letters, ...letters } } };
}
