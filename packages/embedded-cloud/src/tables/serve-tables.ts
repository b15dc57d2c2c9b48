import { serveOnLoopback } from "../loopback-server.ts";
import type { ServiceHere } from "../loopback-server.ts";
import { tableService } from "./table-service.ts";
import { TableStore } from "./table-store.ts";

/**
 * Serves DynamoDB on a free port of 127.0.0.1, in this thread.
 *
 * @param directory where its tables are kept; undefined keeps nothing
 */
export async function serveTables(directory?: string): Promise<ServiceHere> {
  const store = new TableStore(directory);
  const server = await serveOnLoopback(tableService(store));
  return {
    ...server,
    async close() {
      await server.close();
      store.close();
    },
  };
}
