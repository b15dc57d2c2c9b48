/**
 * Instead of the part of the signer that signs events one by one: the signer makes it beforehand, and only
 * operations that stream events use it.
 */
export class HeaderFormatter {
  format(): never {
    throw new Error("Operations that stream events are left out of the bundle");
  }
}

export class Int64 extends HeaderFormatter {}
