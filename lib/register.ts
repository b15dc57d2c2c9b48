import { AttributeType, Billing, ProjectionType, TableEncryptionV2, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Grant } from "aws-cdk-lib/aws-iam";
import type { IGrantable } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";

import { tableShape } from "../functions/store/table.ts";
import { KEPT } from "./kept.ts";

export interface RegisterProps {
  /** Whether its first deployment has succeeded: a table that may not be deleted cannot be rolled back. */
  readonly stands: boolean;
}

/** Units, directives, duties and all that became of them: one table, kept whatever happens to the stack. */
export class Register extends Construct {
  readonly tableName: string;
  readonly #table: TableV2;

  constructor(scope: Construct, id: string, { stands }: RegisterProps) {
    super(scope, id);
    this.#table = new TableV2(this, "Table", {
      partitionKey: text(tableShape.partitionKey),
      sortKey: text(tableShape.sortKey),
      timeToLiveAttribute: tableShape.ttlAttribute,
      globalSecondaryIndexes: tableShape.indexes.map((index) => ({
        indexName: index.name,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
        ...(index.projection === "KEYS_ONLY"
          ? { projectionType: ProjectionType.KEYS_ONLY }
          : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...index.projection] }),
      })),
      billing: Billing.onDemand(),
      // The account's own key, whose every use is in its audit trail.
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stands,
      removalPolicy: KEPT,
    });
    this.tableName = this.#table.tableName;
  }

  /** Reading and writing of items, by key or by a question that an index answers: no scan, no changing of the table. */
  grantReadWrite(grantee: IGrantable): void {
    this.#grant(grantee, [...readActions, ...writeActions]);
  }

  /** Reading alone, in the same ways. */
  grantRead(grantee: IGrantable): void {
    this.#grant(grantee, readActions);
  }

  // The table's own grants allow scans, and every index there will ever be.
  #grant(grantee: IGrantable, actions: string[]): void {
    const indexArns = tableShape.indexes.map(({ name }) => `${this.#table.tableArn}/index/${name}`);
    Grant.addToPrincipal({ grantee, actions, resourceArns: [this.#table.tableArn] });
    Grant.addToPrincipal({ grantee, actions: ["dynamodb:Query"], resourceArns: indexArns });
  }
}

const readActions = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"];
const writeActions = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"];

const text = (name: string) => ({ name, type: AttributeType.STRING });
