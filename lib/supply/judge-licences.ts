import * as z from "zod/mini";

/** Of what goes into a function's bundle, and so to whoever runs it: asks for no more than its text being kept. */
const SHIPPED = ["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0"];
/** Of what builds and tests only: may ask for its own source to stay open, too. */
const USED = [...SHIPPED, "CC0-1.0", "CC-BY-4.0", "MPL-2.0", "Python-2.0"];

const LicenceSchema = z.union([
  z.object({ license: z.union([z.object({ id: z.string() }), z.object({ name: z.string() })]) }),
  z.object({ expression: z.string() }),
]);

/** As much of a CycloneDX document (https://cyclonedx.org/docs/1.5/json/) as is asked about; the rest stays in it. */
export const SbomSchema = z.looseObject({
  bomFormat: z.literal("CycloneDX"),
  components: z.array(
    z.looseObject({
      name: z.string(),
      version: z.string(),
      licenses: z.optional(z.array(LicenceSchema)),
      properties: z.optional(z.array(z.object({ name: z.string(), value: z.string() }))),
    }),
  ),
});
export type Sbom = z.infer<typeof SbomSchema>;

/**
 * What may not be used, or not be shipped, by its licence; each as a line that says what it has and what is allowed.
 *
 * @param shipped the packages that are in a function's bundle
 */
export function judgeLicences({ components }: Sbom, shipped: ReadonlySet<string>): string[] {
  const faults = components.flatMap(({ name, version, licenses = [] }) => {
    const [allowed, how] = shipped.has(name) ? ([SHIPPED, "shipped"] as const) : ([USED, "used"] as const);
    const written = licenses.map(textOf);
    return written.length > 0 && written.every((licence) => isAllowed(licence, allowed))
      ? []
      : [`${name}@${version} is ${how}: got ${written.join(" and ") || "no licence"}; allowed: ${allowed.join(", ")}`];
  });
  const known = new Set(components.map(({ name }) => name));
  const unknown = [...shipped].filter((name) => !known.has(name));
  return [...faults, ...unknown.map((name) => `${name} is shipped, and stands in no component of the SBOM`)];
}

type Licence = z.infer<typeof LicenceSchema>;

function textOf(licence: Licence): string {
  if ("expression" in licence) return licence.expression;
  return "id" in licence.license ? licence.license.id : licence.license.name;
}

/** Of `(A OR B)` one has to be allowed, of `A AND B` both; anything deeper is not allowed, and has to be looked at. */
function isAllowed(written: string, allowed: readonly string[]): boolean {
  const expression = written.replace(/^\((.*)\)$/, "$1");
  if (expression.includes(" OR ")) return expression.split(" OR ").some((one) => allowed.includes(one));
  return expression.split(" AND ").every((one) => allowed.includes(one));
}
