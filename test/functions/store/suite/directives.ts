import { expect, it } from "vitest";
import { DeadlineSchema } from "../../../../functions/domain/deadline.ts";

import { DirectiveIdSchema } from "../../../../functions/domain/ids.ts";
import { registerIn } from "../../../../functions/store/register.ts";
import { at, directive } from "../../season.ts";
import type { Fresh } from "../register-suite.ts";

const NOW = at("2017-07-14T08:00");
const issue = { at: NOW, attempt: "first", shards: { "bao-cao": 1, "tong-hop": 1 } };

export function directiveSuite(fresh: Fresh): void {
  it("a directive that is being prepared is replaced as often as need be", async () => {
    const { register } = await fresh();
    expect(await register.directives.directive(directive.id)).toBeUndefined();
    await register.directives.createDirective(directive, NOW);
    const changed = { ...directive, subject: "Đẩy mạnh phong trào thi đua" };
    expect(await register.directives.createDirective(changed, NOW + 1)).toBe(true);
    expect(await register.directives.directive(directive.id)).toEqual({
      directive: changed,
      status: "draft",
      createdAt: NOW + 1,
      shards: {},
      moves: {},
    });
  });

  it("a directive is issued once, and what has been issued is never changed", async () => {
    const { register } = await fresh();
    expect(await register.directives.markIssued({ directive, createdAt: NOW }, issue)).toBe(false);
    await register.directives.createDirective(directive, NOW);
    const issued = await Promise.all(
      [1, 2, 3].map(() => register.directives.markIssued({ directive, createdAt: NOW }, issue)),
    );
    expect(issued.filter(Boolean)).toHaveLength(1);
    expect(await register.directives.createDirective({ ...directive, subject: "Khác" }, NOW)).toBe(false);
    expect(await register.directives.directive(directive.id)).toEqual({
      directive,
      status: "issued",
      createdAt: NOW,
      issuedAt: issue.at,
      issueAttempt: issue.attempt,
      shards: issue.shards,
      moves: {},
    });
  });

  it("a directive is issued as it was read, and not as somebody has changed it since", async () => {
    const { register } = await fresh();
    await register.directives.createDirective(directive, NOW);
    await register.directives.createDirective({ ...directive, subject: "Khác" }, NOW + 1);
    expect(await register.directives.markIssued({ directive, createdAt: NOW }, issue)).toBe(false);
    expect(await register.directives.markIssued({ directive, createdAt: NOW + 1 }, issue)).toBe(true);
  });

  it("an issued directive is read once in a function's life; one that is being prepared, each time", async () => {
    const { register, table, costOf } = await fresh();
    await register.directives.createDirective(directive, NOW);
    await register.directives.directive(directive.id);
    expect((await costOf(() => register.directives.directive(directive.id))).read).toBeGreaterThan(0);
    await registerIn(table).directives.markIssued({ directive, createdAt: NOW }, issue);
    expect((await register.directives.directive(directive.id))?.status).toBe("issued");
    expect((await costOf(() => register.directives.directiveLastKnown(directive.id))).read).toBe(0);
    // Whether its dates have moved is asked each time.
    expect((await costOf(() => register.directives.directive(directive.id))).read).toBe(1);
  });

  it("a date is moved by one of two who move it at once, and each move is counted", async () => {
    const { register, table } = await fresh();
    await register.directives.createDirective(directive, NOW);
    await register.directives.markIssued({ directive, createdAt: NOW }, issue);
    const move = (deadline: string, moved: number) => ({
      deadline: DeadlineSchema.parse(deadline),
      previous: DeadlineSchema.parse("2017-10-30"),
      moved,
      movedAt: NOW,
      reason: "Lùi",
      documentNumber: "1/UBND",
      attempt: deadline,
      by: "vanthu@snv.example",
    });
    const both = ["2017-11-06", "by 2017-11-03"].map((to) =>
      register.directives.moveDate(directive.id, "bao-cao", move(to, 1)),
    );
    expect((await Promise.all(both)).filter(Boolean)).toHaveLength(1);
    expect(await register.directives.moveDate(directive.id, "bao-cao", move("2017-11-07T16:00", 2))).toBe(true);
    const now = await registerIn(table).directives.directive(directive.id);
    expect(now?.directive.obligations.map(({ before, by }) => [before, by])).toEqual([
      ["2017-11-07T16:00", undefined],
      ["2017-11-10", undefined],
    ]);
    const listed = await register.directives.directives({ limit: 9 });
    expect(listed.items[0]?.moves["bao-cao"]?.moved).toBe(2);
  });

  it("a directive is withdrawn by one of two who withdraw it at once, and its dates are not moved after that", async () => {
    const { register, table, costOf } = await fresh();
    await register.directives.createDirective(directive, NOW);
    await register.directives.markIssued({ directive, createdAt: NOW }, issue);
    const by = (attempt: string) => ({
      attempt,
      at: NOW,
      by: "vanthu@snv.example",
      reason: "Sai",
      documentNumber: "2/UBND",
    });
    const both = await Promise.all(["a", "b"].map((who) => register.directives.withdraw(directive.id, by(who))));
    expect(both.filter(Boolean)).toHaveLength(1);
    const now = await registerIn(table).directives.directive(directive.id);
    expect(now).toMatchObject({ directive, status: "issued", moves: {}, withdrawal: by(both[0] ? "a" : "b") });
    const move = {
      ...by("c"),
      deadline: DeadlineSchema.parse("2017-11-06"),
      previous: DeadlineSchema.parse("2017-10-30"),
    };
    expect(await register.directives.moveDate(directive.id, "bao-cao", { ...move, moved: 1, movedAt: NOW })).toBe(
      false,
    );
    const listed = await register.directives.directives({ limit: 9 });
    expect(listed.items[0]?.withdrawal?.documentNumber).toBe("2/UBND");
    // It costs nobody a read: it lies with the moves.
    await register.directives.directive(directive.id);
    expect((await costOf(() => register.directives.directive(directive.id))).read).toBe(1);
  });

  it("directives are listed page by page", async () => {
    const { register } = await fresh();
    const ids = ["a", "b", "c"].map((name) => DirectiveIdSchema.parse(`${directive.id}-${name}`));
    for (const id of ids) await register.directives.createDirective({ ...directive, id }, NOW);
    const first = await register.directives.directives({ limit: 2 });
    const second = await register.directives.directives({ limit: 2, after: first.after });
    expect([...first.items, ...second.items].map((record) => record.directive.id)).toEqual(ids);
    expect(second.after).toBeUndefined();
  });
}
