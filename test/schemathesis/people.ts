/** Where the register is kept apart from the supervisor: in the season of 2017 Sở Nội vụ is both. */
export const settings = { homeUnit: "vpub", keeper: "vanthu@vpub.daklak.example" };

/** Who asks: an address that the season's register knows. The keeper cannot shut himself out by what he writes. */
export const PEOPLE = {
  unit: "vanthu@stp.daklak.example",
  supervisor: "vanthu@snv.daklak.example",
  "home-unit": settings.keeper,
} as const;
export type Person = keyof typeof PEOPLE;
