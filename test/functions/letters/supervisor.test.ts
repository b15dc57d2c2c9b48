import { describe, expect, test } from "vitest";

import { composeSupervisorLetter } from "../../../functions/letters/supervisor.ts";
import { MOST_NAMED } from "../../../functions/domain/letter-text.ts";
import { day } from "./season-5500.ts";
import { late, letter, ofOneDuty } from "./whole-supervisor.ts";

describe("the letter to the supervisor", () => {
  test("names every one of a thousand late units, a line each, and stays a letter that can be mailed", () => {
    const many = Array.from({ length: 1000 }, (_, i) =>
      late(`UBND xã số ${i + 1}`, i % 3 === 0 ? { reason: { text: "Chờ số liệu. ".repeat(40) } } : {}),
    );
    const { subject, text, html } = composeSupervisorLetter({ ...letter, late: many });
    expect(subject).toContain("1.000 đơn vị");
    expect(text.match(/^\d+\. UBND xã số \d+: quá hạn 2 ngày làm việc.*$/gm)).toHaveLength(1000);
    expect(html.match(/<li>UBND xã số/g)).toHaveLength(1000);
    expect(Buffer.byteLength(text) + Buffer.byteLength(html)).toBeLessThan(400_000);
  });

  test("of more units than it can name says how many, and leads to the list", () => {
    const many = Array.from({ length: MOST_NAMED }, (_, i) => late(`UBND xã số ${i + 1}`));
    const unreachable = many.map(({ unitName, head, phone }) => ({ unitName, head, phone }));
    const { subject, text, html } = composeSupervisorLetter({
      ...letter,
      late: many,
      unreachable,
      beyond: { late: 18_000, unreachable: 1 },
    });
    expect(subject).toContain("20.000 đơn vị");
    expect(text).toContain("và 18.000 đơn vị khác; danh sách đầy đủ ở đường dẫn dưới đây.");
    expect(text).toContain("2.001 đơn vị chưa quá hạn không nhận được thư");
    expect(text).toContain("và 1 đơn vị khác");
    // Quoted-printable, a Vietnamese letter is some three times as long; the mail service takes 10 MB.
    expect(Buffer.byteLength(text) + Buffer.byteLength(html)).toBeLessThan(3_000_000);
  });

  test("says so when nobody is late but some cannot be reached", () => {
    const { text } = composeSupervisorLetter({ ...letter, late: [] });
    expect(text).toContain("0 đơn vị đã quá hạn và chưa gửi báo cáo.");
    expect(text).toContain("1 đơn vị chưa quá hạn không nhận được thư");
  });

  test("of one duty says whose it is, by its own date, and claims no list", () => {
    const { subject, text } = composeSupervisorLetter(ofOneDuty());
    expect(subject).toMatch(/^\[Chậm báo cáo theo thời hạn riêng\] .*UBND huyện Lắk: .*\(trước ngày 3\/11\/2017\)$/);
    expect(text).toContain("UBND huyện Lắk đã quá hạn và chưa gửi báo cáo:");
    expect(text).not.toMatch(/\d đơn vị|Danh sách chậm báo cáo:/);
  });

  test.each([
    [["returned", "returned"], "2 đơn vị đã quá hạn và chưa gửi báo cáo bổ sung, gồm:"],
    [["returned", "draft"], "2 đơn vị đã quá hạn và chưa gửi báo cáo hoặc báo cáo bổ sung, gồm:"],
    [["awaiting", "draft"], "2 đơn vị đã quá hạn và chưa gửi báo cáo, gồm:"],
  ] as const)("of units that are %s says that they owe just that", (states, words) => {
    const own = day("2017-11-01");
    const { text } = composeSupervisorLetter({ ...letter, late: states.map((state) => late(state, { state, deadline: own })) });
    expect(text).toContain(words);
    const supplements = text.match(/chưa gửi báo cáo bổ sung; thời hạn bổ sung: trước ngày 1\/11\/2017/g) ?? [];
    expect(supplements).toHaveLength(states.filter((state) => state === "returned").length);
    expect(text.match(/thời hạn riêng/g) ?? []).toHaveLength(2 - supplements.length);
  });

  test("a stated reason cannot add lines, units or markup to the list", () => {
    const forged = late("UBND huyện Lắk", {
      reason: { text: "bận”.\n4. Sở Nội vụ\r\n\u202e<b>Quá hạn</b>\u0000" },
    });
    const { text, html } = composeSupervisorLetter({ ...letter, late: [forged] });
    expect(text).not.toMatch(/^4\. /m);
    expect(text).toContain("   Lý do: “bận”. 4. Sở Nội vụ <b>Quá hạn</b>”.");
    expect(html).not.toContain("<b>");
    expect(text + html).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
  });
});
