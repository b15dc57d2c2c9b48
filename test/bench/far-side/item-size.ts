import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** An item as the table's protocol writes it. */
export type WireItem = Readonly<Record<string, AttributeValue>>;

/**
 * The size of an item in bytes, by DynamoDB's published rules: names and texts in UTF-8; a number a byte for every two
 * of its significant digits, and one more; truth and nothing a byte; a list or map three bytes, and one for each element.
 */
export function itemSize(item: WireItem): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + bytesOf(name) + valueSize(value), 0);
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return bytesOf(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.L !== undefined) return value.L.reduce((sum, element) => sum + 1 + valueSize(element), 3);
  if (value.M !== undefined) return itemSize(value.M) + 3 + Object.keys(value.M).length;
  throw new Error(`No size is known of ${JSON.stringify(value)}.`);
}

export const bytesOf = (text: string): number => Buffer.byteLength(text);

function numberSize(text: string): number {
  const digits = text.replace(/^-|\./g, "").replace(/^0+|0+$/g, "").length;
  return 1 + Math.ceil(digits / 2) + (text.startsWith("-") ? 1 : 0);
}
