import { describe, expect, it } from "vitest";

import { workingDaysOfVietNam as calendar } from "../../../functions/domain/working-days-vn.ts";

import {
  formatDay,
  formatDeadline,
  formatMinute,
  formatNumber,
  formatSecond,
  formatWeekday,
  parseDay,
  timeLeft,
} from "../../../functions/wording/dates.ts";
import { speaking } from "../../../functions/wording/language.ts";
import { at, day } from "../season.ts";

const vi = { say: speaking("vi"), calendar };
const en = { say: speaking("en"), calendar };

describe("dates and numbers on pages", () => {
  it.each([
    ["2017-10-27", "27/10/2017", "thứ Sáu, 27/10/2017", "Friday, 27/10/2017"],
    ["2017-11-09", "9/11/2017", "thứ Năm, 9/11/2017", "Thursday, 9/11/2017"],
    ["2017-10-29", "29/10/2017", "Chủ nhật, 29/10/2017", "Sunday, 29/10/2017"],
  ])("writes %s as %s, with its weekday in the reader's language", (date, plain, vietnamese, english) => {
    expect(formatDay(day(date))).toBe(plain);
    expect(formatWeekday(vi, day(date))).toBe(vietnamese);
    expect(formatWeekday(en, day(date))).toBe(english);
  });

  it("names both dates of a deadline, and says where the notice of the year is still to come", () => {
    expect(formatDeadline(vi, day("2017-10-30"))).toBe(
      "trước ngày 30/10/2017 (ngày làm việc cuối cùng: thứ Sáu, 27/10/2017)",
    );
    expect(formatDeadline(en, day("2017-10-30"))).toBe("before 30/10/2017 (last working day: Friday, 27/10/2017)");
    expect(formatDeadline(vi, day("2031-10-30"))).toBe(
      "trước ngày 30/10/2031 (ngày làm việc cuối cùng: thứ Tư, 29/10/2031, tạm tính)",
    );
    expect(formatDeadline(en, day("2031-10-30"))).toBe(
      "before 30/10/2031 (last working day: Wednesday, 29/10/2031, provisional)",
    );
  });

  it("tells instants by the zone's clock, never rounded into the next day", () => {
    const last = at("2017-10-29T23:59:59.999");
    expect(formatMinute(vi, last)).toBe("23:59 ngày 29/10/2017");
    expect(formatMinute(en, last)).toBe("23:59 on 29/10/2017");
    expect(formatSecond(vi, last)).toBe("23:59:59 ngày 29/10/2017 (Chủ nhật, giờ Việt Nam)");
    expect(formatSecond(en, last)).toBe("23:59:59 on 29/10/2017 (Sunday, Vietnam time)");
  });

  it("groups digits as the reader's language does", () => {
    expect(formatNumber(vi, 1_234_567)).toBe("1.234.567");
    expect(formatNumber(en, 1_234_567)).toBe("1,234,567");
  });
});

describe("the time that is left before 30/10/2017, whose last working day is Friday 27/10", () => {
  it.each([
    ["2017-10-20T08:00", "còn 5 ngày làm việc", "5 working days left"],
    ["2017-10-26T17:00", "còn 1 ngày làm việc", "1 working day left"],
    ["2017-10-27T00:00", "hôm nay là ngày làm việc cuối cùng", "today is the last working day"],
    [
      "2017-10-28T09:00",
      "đã hết ngày làm việc cuối cùng; gửi đến hết ngày 29/10/2017 vẫn chưa quá hạn",
      "the last working day is over; filed by the end of 29/10/2017 it is not overdue yet",
    ],
    [
      "2017-10-29T23:59:59.999",
      "đã hết ngày làm việc cuối cùng; gửi đến hết ngày 29/10/2017 vẫn chưa quá hạn",
      "the last working day is over; filed by the end of 29/10/2017 it is not overdue yet",
    ],
    ["2017-10-30T00:00", "quá hạn từ hôm nay", "overdue since today"],
    ["2017-10-31T08:00", "quá hạn 1 ngày làm việc", "1 working day overdue"],
    ["2017-11-06T08:00", "quá hạn 7 ngày (5 ngày làm việc)", "7 days (5 working days) overdue"],
  ])("at %s: %s", (now, vietnamese, english) => {
    expect(timeLeft(vi, day("2017-10-30"), at(now))).toBe(vietnamese);
    expect(timeLeft(en, day("2017-10-30"), at(now))).toBe(english);
  });

  it("says so where it is counted over a year whose notice is still to come", () => {
    expect(timeLeft(vi, day("2031-10-30"), at("2031-10-20T08:00"))).toBe("còn 7 ngày làm việc (tạm tính)");
    expect(timeLeft(en, day("2031-10-30"), at("2031-10-28T08:00"))).toBe("1 working day left (provisional)");
    expect(timeLeft(vi, day("2031-10-30"), at("2031-11-02T08:00"))).toBe("quá hạn 3 ngày (1 ngày làm việc)");
  });
});

describe("a day as it is typed", () => {
  it.each([
    ["27/10/2017", "2017-10-27"],
    ["9/11/2017", "2017-11-09"],
    ["09-11-2017", "2017-11-09"],
    ["9.11.2017", "2017-11-09"],
    [" 27 / 10 / 2017 ", "2017-10-27"],
    ["2017-10-27", "2017-10-27"],
    ["29/2/2016", "2016-02-29"],
  ])("“%s” is %s", (typed, date) => {
    expect(parseDay(typed)).toBe(date);
  });

  it.each(["", "30/2/2017", "29/2/2017", "10/27/2017", "27/10/17", "27/10-2017", "27/10", "27 tháng 10", "1/1/1017"])(
    "“%s” is none",
    (typed) => {
      expect(parseDay(typed)).toBeUndefined();
    },
  );
});
