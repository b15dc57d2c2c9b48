declare module "dynalite" {
  import type { Server } from "node:http";

  export type DynaliteOptions = {
    /** Of the LevelDB files. @default - in memory */
    readonly path?: string;
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  };

  export default function dynalite(options?: DynaliteOptions): Server;
}
