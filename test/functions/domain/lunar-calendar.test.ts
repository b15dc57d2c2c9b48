import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { daysBetween } from "../../../functions/domain/instant.ts";
import { solarDateOf } from "../../../functions/domain/lunar-calendar.ts";

/**
 * Tết and Giỗ Tổ (10/3) of each year, worked out by another program from other series (VSOP87 and ELP, by PyEphem 4.2.1),
 * with the clocks of 105° E.
 */
const BY_OTHER_MEANS = `
  1990:01-27/04-05 1991:02-15/04-24 1992:02-04/04-12 1993:01-23/04-01 1994:02-10/04-20
  1995:01-31/04-09 1996:02-19/04-27 1997:02-07/04-16 1998:01-28/04-06 1999:02-16/04-25
  2000:02-05/04-14 2001:01-24/04-03 2002:02-12/04-22 2003:02-01/04-11 2004:01-22/04-28
  2005:02-09/04-18 2006:01-29/04-07 2007:02-17/04-26 2008:02-07/04-15 2009:01-26/04-04
  2010:02-14/04-23 2011:02-03/04-12 2012:01-23/03-31 2013:02-10/04-19 2014:01-31/04-09
  2015:02-19/04-28 2016:02-08/04-16 2017:01-28/04-06 2018:02-16/04-25 2019:02-05/04-14
  2020:01-25/04-02 2021:02-12/04-21 2022:02-01/04-10 2023:01-22/04-29 2024:02-10/04-18
  2025:01-29/04-07 2026:02-17/04-26 2027:02-06/04-16 2028:01-26/04-04 2029:02-13/04-23
  2030:02-02/04-12 2031:01-23/04-01 2032:02-11/04-19 2033:01-31/04-09 2034:02-19/04-28
  2035:02-08/04-17 2036:01-28/04-06 2037:02-15/04-24 2038:02-04/04-13 2039:01-24/04-03
  2040:02-12/04-20 2041:02-01/04-10 2042:01-22/04-29 2043:02-10/04-19 2044:01-30/04-07
  2045:02-17/04-26 2046:02-06/04-15 2047:01-26/04-04 2048:02-14/04-22 2049:02-02/04-11
  2050:01-23/04-01 2051:02-11/04-20 2052:02-01/04-09 2053:02-18/04-28 2054:02-08/04-17
  2055:01-28/04-06 2056:02-15/04-24 2057:02-04/04-13 2058:01-24/04-02 2059:02-12/04-21
  2060:02-02/04-10 2061:01-21/03-31 2062:02-09/04-19 2063:01-29/04-08 2064:02-17/04-26
  2065:02-05/04-15 2066:01-26/04-04 2067:02-14/04-23 2068:02-03/04-11 2069:01-23/04-01
  2070:02-11/04-20 2071:01-31/04-09 2072:02-19/04-27 2073:02-07/04-16 2074:01-27/04-05
  2075:02-15/04-24 2076:02-05/04-13 2077:01-24/04-02 2078:02-12/04-21 2079:02-02/04-11
  2080:01-22/03-30 2081:02-09/04-18 2082:01-29/04-07 2083:02-17/04-26 2084:02-06/04-14
  2085:01-26/04-03 2086:02-14/04-22 2087:02-03/04-12 2088:01-24/04-01 2089:02-10/04-20
  2090:01-30/04-09 2091:02-18/04-28 2092:02-07/04-16 2093:01-27/04-05 2094:02-15/04-24
  2095:02-05/04-13 2096:01-25/04-02 2097:02-12/04-21 2098:02-01/04-11 2099:01-21/04-29
  2100:02-09/04-18
`;

const newYear = (year: number) => solarDateOf(year, { month: 1, day: 1 });

describe("the Vietnamese lunar calendar", () => {
  it.each([
    [2017, "2017-01-28", "2017-04-06"],
    [2020, "2020-01-25", "2020-04-02"],
    [2023, "2023-01-22", "2023-04-29"],
    [2024, "2024-02-10", "2024-04-18"],
    [2025, "2025-01-29", "2025-04-07"],
    [2026, "2026-02-17", "2026-04-26"],
  ])("%i has Tết on %s and Giỗ Tổ on %s, as the notices of those years say", (year, tet, ancestors) => {
    expect([newYear(year), solarDateOf(year, { month: 3, day: 10 })]).toEqual([tet, ancestors]);
  });

  it.each([
    [1985, "1985-01-21", "1985-02-20"],
    [2007, "2007-02-17", "2007-02-18"],
    [2030, "2030-02-02", "2030-02-03"],
    [2053, "2053-02-18", "2053-02-19"],
  ])("in %i Tết is %s, while China, an hour ahead, begins the year on %s", (year, tet, inChina) => {
    expect(newYear(year)).toBe(tet);
    expect(newYear(year)).not.toBe(inChina);
  });

  it("has every Tết and Giỗ Tổ from 1990 to 2100 where other means find it", () => {
    const found = BY_OTHER_MEANS.trim()
      .split(/\s+/)
      .map((entry) => {
        const year = Number(entry.slice(0, 4));
        const shown = [newYear(year), solarDateOf(year, { month: 3, day: 10 })].map((date) => date.slice(5));
        return `${year}:${shown.join("/")}`;
      });
    expect(found).toHaveLength(111);
    expect(found).toEqual(BY_OTHER_MEANS.trim().split(/\s+/));
  });

  it("has months of 29 or 30 days and years of twelve or thirteen of them, whatever the year", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 11 }), (year, month) => {
        const length = daysBetween(
          solarDateOf(year, { month, day: 1 }),
          solarDateOf(year, { month: month + 1, day: 1 }),
        );
        expect([29, 30, 58, 59, 60]).toContain(length);
        const days = daysBetween(newYear(year), newYear(year + 1));
        expect(days < 356 ? days : days - 30).toBeGreaterThanOrEqual(353);
        expect(days).toBeLessThanOrEqual(385);
        expect(newYear(year) >= `${year}-01-20` && newYear(year) <= `${year}-02-22`).toBe(true);
      }),
    );
  });
});
