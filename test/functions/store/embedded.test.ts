import { embeddedEngine } from "./engines.ts";
import { registerSuite } from "./register-suite.ts";

registerSuite("the embedded engine", embeddedEngine, { countsIndexes: true });
