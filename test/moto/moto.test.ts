import { contractSuite } from "../services/contract.ts";
import { deviationsOfMoto } from "../services/deviations.ts";
import { startMoto } from "./moto-server.ts";
import type { MotoServer } from "./moto-server.ts";
import { motoServices } from "./moto-services.ts";

let server: MotoServer | undefined;

contractSuite(
  "moto",
  {
    open: async () => {
      const { url } = (server = await startMoto());
      return () => motoServices(url);
    },
    close: async () => server?.close(),
  },
  deviationsOfMoto,
);
