export { leanPackages } from "./lean-packages.ts";
export { errorsKept } from "./lean-schemas.ts";
