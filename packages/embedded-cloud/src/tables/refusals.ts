import { ServiceRefusal } from "../service-refusal.ts";

/** What DynamoDB answers to a request that is wrong in itself. */
export function invalid(message: string): ServiceRefusal {
  return new ServiceRefusal("ValidationException", message);
}

export function noSuchTable(name: string): ServiceRefusal {
  return new ServiceRefusal("ResourceNotFoundException", `Requested resource not found: Table: ${name} not found`);
}

/** Goes on where nothing speaks against it. @throws ServiceRefusal what does */
export function letThrough(refusal: ServiceRefusal | undefined): void {
  if (refusal !== undefined) throw refusal;
}

/** A condition that did not hold; with the item as it is, where the request asked for it. */
export class ConditionFailed extends ServiceRefusal {
  readonly item: object | undefined;

  constructor(item: object | undefined) {
    super("ConditionalCheckFailedException", "The conditional request failed");
    this.item = item;
  }
}
