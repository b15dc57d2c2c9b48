import { DAY_MS, dateOfDay } from "./instant.ts";
import type { LocalDate } from "./instant.ts";

/** A day of the lunar calendar that is in no leap month. */
type LunarDay = { readonly month: number; readonly day: number };

/**
 * The day on which a day of the Vietnamese lunar year falls that begins in `year`. Months begin on the day of the new
 * moon; the one that holds the winter solstice is the eleventh; a year of thirteen has its leap month where the sun first
 * enters no new sign. All of it as the clocks of 105° E show it, UTC+7 (Decision 121/CP of 8/8/1967), so that Tết now and
 * then is another day than the Chinese new year, whose clocks are an hour ahead.
 *
 * After Hồ Ngọc Đức, “Thuật toán tính âm lịch”, with the new moons and the sun's longitude of J. Meeus, “Astronomical
 * Algorithms”; the tests hold it to every Tết and Giỗ Tổ from 1990 to 2100.
 */
export function solarDateOf(year: number, { month, day }: LunarDay): LocalDate {
  const eleventh = eleventhMonthBefore(year);
  const leap = leapMonthAfter(eleventh, eleventhMonthBefore(year + 1));
  // The first month is the second after the eleventh; the leap month, if there is one before, pushes it on.
  const usual = month + 1;
  const months = leap !== undefined && usual >= leap ? usual + 1 : usual;
  return dateOfDay(newMoonDay(eleventh + months) + day - 1 - DAY_OF_1970);
}

/** The Julian day number of 1 January 1970, and of 1 January 1900, the day of new moon 0. */
const DAY_OF_1970 = 2_440_588;
const DAY_OF_1900 = 2_415_021;
const MEAN_MONTH_DAYS = 29.530588853;
const ZONE_DAYS = 7 / 24;

/** The number of the new moon that begins the month of the winter solstice before a year. */
function eleventhMonthBefore(year: number): number {
  const lastDay = Date.UTC(year, 0, 0) / DAY_MS + DAY_OF_1970;
  const moon = Math.floor((lastDay - DAY_OF_1900) / MEAN_MONTH_DAYS);
  return sunSignAt(newMoonDay(moon)) >= 9 ? moon - 1 : moon;
}

/** The place after the eleventh month of the month that is a leap month; none in a year of twelve. */
function leapMonthAfter(eleventh: number, nextEleventh: number): number | undefined {
  if (nextEleventh - eleventh < 13) return undefined;
  const sign = (months: number) => sunSignAt(newMoonDay(eleventh + months));
  for (let months = 1; months < 13; months++) if (sign(months) === sign(months + 1)) return months;
  return 13;
}

/** The Julian day number of the day on which new moon `moon` falls. */
function newMoonDay(moon: number): number {
  return Math.floor(newMoonAt(moon) + 0.5 + ZONE_DAYS);
}

/** Which twelfth of its way the sun is in as a day begins: 0 from the spring equinox on, 9 from the winter solstice on. */
function sunSignAt(dayNumber: number): number {
  return Math.floor(sunLongitudeAt(dayNumber - 0.5 - ZONE_DAYS) / 30);
}

const sine = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);

/** The moment of a new moon as a Julian day, in universal time: Meeus, “Astronomical Formulae for Calculators”, ch. 32. */
function newMoonAt(moon: number): number {
  const t = moon / 1236.85;
  const [t2, t3] = [t * t, t * t * t];
  const mean =
    2415020.75933 +
    29.53058868 * moon +
    0.0001178 * t2 -
    0.000000155 * t3 +
    0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t2);
  const sun = 359.2242 + 29.10535608 * moon - 0.0000333 * t2 - 0.00000347 * t3;
  const own = 306.0253 + 385.81691806 * moon + 0.0107306 * t2 + 0.00001236 * t3;
  const node = 21.2964 + 390.67050646 * moon - 0.0016528 * t2 - 0.00000239 * t3;
  const correction =
    (0.1734 - 0.000393 * t) * sine(sun) +
    0.0021 * sine(2 * sun) -
    0.4068 * sine(own) +
    0.0161 * sine(2 * own) -
    0.0004 * sine(3 * own) +
    0.0104 * sine(2 * node) -
    0.0051 * sine(sun + own) -
    0.0074 * sine(sun - own) +
    0.0004 * sine(2 * node + sun) -
    0.0004 * sine(2 * node - sun) -
    0.0006 * sine(2 * node + own) +
    0.001 * sine(2 * node - own) +
    0.0005 * sine(2 * own + sun);
  const dynamicalAhead = -0.000278 + 0.000265 * t + 0.000262 * t2;
  return mean + correction - dynamicalAhead;
}

/** The sun's longitude in degrees, from 0 up to 360, at a Julian day: Meeus, “Astronomical Algorithms”, ch. 25. */
function sunLongitudeAt(julianDay: number): number {
  const t = (julianDay - 2451545) / 36525;
  const t2 = t * t;
  const anomaly = 357.5291 + 35999.0503 * t - 0.0001559 * t2 - 0.00000048 * t * t2;
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t2) * sine(anomaly) +
    (0.019993 - 0.000101 * t) * sine(2 * anomaly) +
    0.00029 * sine(3 * anomaly);
  const longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t2 + centre;
  const apparent = longitude - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t);
  return ((apparent % 360) + 360) % 360;
}
