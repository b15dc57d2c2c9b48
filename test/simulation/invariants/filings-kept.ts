import { dutyItems, obligationOf, unitOf } from "./ended.ts";
import type { Ended, Invariant } from "./ended.ts";
import type { Wrong } from "./wrong.ts";

type Kept = { readonly revision: number; readonly attempt: string; readonly sha256: string };

/**
 * What somebody was told was filed is there, in his words; what a duty says was filed has its body, and what it says was
 * done has its entry; no request was carried out twice; no two receipts have one number.
 */
export const filingsAreKept: Invariant = (ended) => [
  ...acknowledgedAreThere(ended),
  ...everyRevisionHasItsBody(ended),
  ...everyRequestIsCarriedOutOnce(ended),
  ...receiptsAreNumberedOnce(ended),
  ...numbersAreInTheRegister(ended),
];

function acknowledgedAreThere(ended: Ended): Wrong[] {
  return ended.witness.acknowledged.flatMap(({ act, obligationId, unitId, attempt, revision, receipt, sha256 }) => {
    if (revision === undefined) return [];
    const where = `${obligationId} ${unitId}: ${act} by ${attempt}, acknowledged as revision ${revision},`;
    const duty = dutyItems(ended).find((item) => obligationOf(item) === obligationId && unitOf(item) === unitId);
    const kept = submissionsOf(ended, obligationId, unitId);
    const wrongs: Wrong[] = [];
    const add = (wrong: string): void => void wrongs.push({ wrong, about: [unitId] });
    if (Number(duty?.["revision"]) < revision) add(`${where} is not on the duty`);
    const body = kept.find((one) => one.revision === revision);
    if (!body) add(`${where} is not there`);
    else if (body.sha256 !== sha256) add(`${where} is there with other words (by ${body.attempt})`);
    const numbers = duty?.["receipts"] as Record<string, number> | undefined;
    if (numbers?.[String(revision)] !== receipt) add(`${where} has another receipt than was told`);
    return wrongs;
  });
}

function everyRevisionHasItsBody(ended: Ended): Wrong[] {
  return dutyItems(ended).flatMap((item) => {
    const [obligationId, unitId] = [obligationOf(item), unitOf(item)];
    const kept = submissionsOf(ended, obligationId, unitId);
    const done = entriesOf(ended, obligationId, unitId, "HISTORY#").map(({ sequence }) => Number(sequence));
    const history = new Set(done);
    const wrongs: Wrong[] = [];
    const add = (wrong: string): void => void wrongs.push({ wrong, about: [unitId] });
    for (let revision = 1; revision <= Number(item["revision"]); revision++)
      if (!kept.some((one) => one.revision === revision))
        add(`${obligationId} ${unitId}: revision ${revision} has no body`);
    for (let sequence = 1; sequence <= Number(item["sequence"]); sequence++)
      if (!history.has(sequence)) add(`${obligationId} ${unitId}: act ${sequence} is not in the history`);
    return wrongs;
  });
}

function everyRequestIsCarriedOutOnce(ended: Ended): Wrong[] {
  return dutyItems(ended).flatMap((item) => {
    const [obligationId, unitId] = [obligationOf(item), unitOf(item)];
    const acts = entriesOf(ended, obligationId, unitId, "HISTORY#").filter(
      ({ sequence }) => Number(sequence) <= Number(item["sequence"]),
    );
    const filings = entriesOf(ended, obligationId, unitId, "SUBMISSION#").filter(
      ({ revision }) => Number(revision) <= Number(item["revision"]),
    );
    return [...Map.groupBy([...acts, ...filings], ({ attempt }) => String(attempt))]
      .filter(([, all]) => all.length > 1)
      .map(([attempt, all]): Wrong => ({
        wrong: `${obligationId} ${unitId}: the request ${attempt} was carried out ${all.length} times`,
        about: [attempt],
      }));
  });
}

function receiptsAreNumberedOnce(ended: Ended): Wrong[] {
  const taken = dutyItems(ended).flatMap((item) =>
    Object.values((item["receipts"] ?? {}) as Record<string, number>).map(
      (number) => `${obligationOf(item)} ${number}`,
    ),
  );
  return [...Map.groupBy(taken, (name) => name)]
    .filter(([, all]) => all.length > 1)
    .map(([name]): Wrong => ({ wrong: `the receipt ${name} was given twice`, about: ["RECEIPTS"] }));
}

/** No number is beyond the last that its register gave, or among those that it says were never given. */
function numbersAreInTheRegister(ended: Ended): Wrong[] {
  return ended.season.directive.obligations.flatMap(({ id, receiver }) => {
    const register = ended.items.partition(`RECEIPTS#${receiver}`);
    const last = Math.max(0, ...register.flatMap(({ last: one }) => (one === undefined ? [] : [Number(one)])));
    const refused = new Set(
      register.flatMap((item) => (item["refused"] ? [Number(String(item["sk"]).split("#")[2])] : [])),
    );
    return dutyItems(ended)
      .filter((item) => obligationOf(item) === id)
      .flatMap((item) => Object.values((item["receipts"] ?? {}) as Record<string, number>))
      .filter((number) => number > last || refused.has(number))
      .map((number): Wrong => ({
        wrong: `the receipt ${id} ${number} was given, though the register ends at ${last} or says that it was not`,
        about: ["RECEIPTS"],
      }));
  });
}

const submissionsOf = (ended: Ended, obligationId: string, unitId: string): Kept[] =>
  entriesOf(ended, obligationId, unitId, "SUBMISSION#") as unknown as Kept[];

function entriesOf({ items }: Ended, obligationId: string, unitId: string, prefix: string): Record<string, unknown>[] {
  return items.partition(`DUTY#cv#${obligationId}#${unitId}`).filter(({ sk }) => String(sk).startsWith(prefix));
}
