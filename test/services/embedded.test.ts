import { contractSuite } from "./contract.ts";
import { embeddedServices } from "./embedded-services.ts";

contractSuite("the embedded cloud", { open: async () => embeddedServices, close: async () => {} }, []);
