import * as z from "zod/mini";

/**
 * An object's schema whose parts are made when something is first read by it: a start comes by hundreds of parts, and its
 * first call reads by a few of them.
 */
export function lazyObject<Shape extends z.core.$ZodLooseShape>(make: () => Shape) {
  return z.object(madeWhenRead(make));
}

/** The same, of an object that may have no other members. */
export function lazyStrictObject<Shape extends z.core.$ZodLooseShape>(make: () => Shape) {
  return z.strictObject(madeWhenRead(make));
}

/** zod copies the parts when it first reads by them, or is asked for them, and not before: https://zod.dev/api#recursive-objects */
function madeWhenRead<Shape extends z.core.$ZodLooseShape>(make: () => Shape): Shape {
  let made: Shape | undefined;
  const shape = (): Shape => (made ??= make());
  return new Proxy<Shape>(Object.create(null), {
    get: (_none, name) => Reflect.get(shape(), name),
    ownKeys: () => Reflect.ownKeys(shape()),
    getOwnPropertyDescriptor: (_none, name) => Reflect.getOwnPropertyDescriptor(shape(), name),
  });
}
