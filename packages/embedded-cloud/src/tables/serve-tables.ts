import { serveOnLoopback } from "../loopback-server.ts";
import type { ServiceHere } from "../loopback-server.ts";
import { Permissions } from "../permissions/permissions.ts";
import type { Policies } from "../permissions/permissions.ts";
import type { Refusal } from "../permissions/refusal.ts";
import { TableFaults } from "./table-faults.ts";
import { tableService } from "./table-service.ts";
import { TableStore } from "./table-store.ts";

/**
 * Serves DynamoDB on a free port of 127.0.0.1, in this thread.
 *
 * @param directory where its tables are kept; undefined keeps nothing
 * @param faults what its tables suffer
 * @param onRefusal told of each call that is not let through, once there are policies to enforce
 */
export async function serveTables(
  directory?: string,
  onRefusal: (refusal: Refusal) => void = () => {},
  faults = new TableFaults(),
): Promise<ServiceHere & { readonly enforce: (policies: Policies) => void }> {
  let permissions: Permissions | undefined;
  const store = new TableStore(directory, faults);
  const server = await serveOnLoopback(tableService(store, () => permissions));
  return {
    ...server,
    enforce(policies) {
      permissions = new Permissions(policies, onRefusal);
    },
    async close() {
      await server.close();
      store.close();
    },
  };
}
