import type { AttributeValue, Item } from "./attribute-value.ts";

/**
 * The size of an item in bytes, by the service's published rules: names and texts in UTF-8; a number a byte for every two
 * of its significant digits, and one more; truth and nothing a byte; a list or map three bytes, and one for each element
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html).
 */
export function sizeOfItem(item: Item): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) bytes += Buffer.byteLength(name) + sizeOfValue(value);
  return bytes;
}

function sizeOfValue(value: AttributeValue): number {
  if ("S" in value) return Buffer.byteLength(value.S);
  if ("N" in value) return sizeOfNumber(value.N);
  if ("B" in value) return Buffer.byteLength(value.B, "base64");
  if ("BOOL" in value || "NULL" in value) return 1;
  if ("M" in value) return 3 + Object.keys(value.M).length + sizeOfItem(value.M);
  if ("L" in value) return value.L.reduce((sum, element) => sum + 1 + sizeOfValue(element), 3);
  if ("SS" in value) return value.SS.reduce((sum, one) => sum + Buffer.byteLength(one), 0);
  if ("NS" in value) return value.NS.reduce((sum, one) => sum + sizeOfNumber(one), 0);
  return value.BS.reduce((sum, one) => sum + Buffer.byteLength(one, "base64"), 0);
}

function sizeOfNumber(text: string): number {
  const digits = text.replace(/^-|\./g, "").replace(/^0+|0+$/g, "").length;
  return 1 + Math.ceil(digits / 2) + (text.startsWith("-") ? 1 : 0);
}
