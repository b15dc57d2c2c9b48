/** The words in the language of the page: both are written where they are read. */
export const say = (vi: string, en: string): string => (document.documentElement.lang === "en" ? en : vi);

const numbers = new Intl.NumberFormat(say("vi-VN", "en-GB"));
export const formatNumber = (count: number): string => numbers.format(count);

const clock = new Intl.DateTimeFormat(say("vi-VN", "en-GB"), {
  timeZone: "Asia/Ho_Chi_Minh",
  hour: "2-digit",
  minute: "2-digit",
  day: "numeric",
  month: "numeric",
  year: "numeric",
});
export const formatMinute = (instant: number): string => clock.format(instant);
