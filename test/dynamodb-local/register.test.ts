import { registerSuite } from "../functions/store/register-suite.ts";
import { amazonsEngine } from "./amazons-engine.ts";

registerSuite("Amazon's engine", amazonsEngine, { countsIndexes: true });
