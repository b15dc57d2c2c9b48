import { expect, it } from "vitest";

import { filingSeries } from "../../../functions/domain/filing-series.ts";

it("filings are added up day by day, in order of time", () => {
  expect(filingSeries({ "2017-10-27": 3, "2017-09-18": 1, "2017-10-30": 2 })).toEqual([
    { day: "2017-09-18", filed: 1, total: 1 },
    { day: "2017-10-27", filed: 3, total: 4 },
    { day: "2017-10-30", filed: 2, total: 6 },
  ]);
});

it("a day whose filings were all taken back by a count is left out", () => {
  expect(filingSeries({ "2017-10-27": 0, "2017-10-28": 1 })).toEqual([{ day: "2017-10-28", filed: 1, total: 1 }]);
});
