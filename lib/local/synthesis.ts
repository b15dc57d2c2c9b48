import { Template } from "embedded-cloud";
import type { Origins, Place } from "embedded-cloud";

import type { Assembly } from "../kept/kept-assemblies.ts";

/** Stands for the site's address in the settings, and so in the template: one assembly serves every port. */
export const anySite = "http://127.0.0.1:0";

/** Reads an assembly that was made for any site, for this one. */
export function readAssembly(
  { stackName, directory, template }: Assembly,
  { place, origins }: { readonly place: Place; readonly origins: Origins },
): Template {
  const forSite: unknown = JSON.parse(template.replaceAll(anySite, origins.site));
  return new Template({ template: forSite, directory, stackName, place, origins });
}
