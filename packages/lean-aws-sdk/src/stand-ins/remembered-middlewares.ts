import type { Middleware, MiddlewareStack } from "./middleware-stack.ts";

type Kind = {
  readonly clientStack: MiddlewareStack;
  readonly configuration: object;
  readonly CommandCtor: object;
  /** The plugins that every command of the kind has. */
  readonly plugins: () => readonly { applyToStack(stack: MiddlewareStack): void }[];
};

/**
 * The middlewares of a command, in order. The SDK works them out for every call; those of a client's commands of one kind
 * are the same, unless somebody has given one of them a middleware without a name.
 */
export function middlewaresOf(
  command: { readonly middlewareStack: MiddlewareStack },
  { clientStack, configuration, CommandCtor, plugins }: Kind,
): readonly Middleware[] {
  const workOut = (): Middleware[] => {
    for (const plugin of plugins()) command.middlewareStack.use(plugin);
    return clientStack.concat(command.middlewareStack).list();
  };
  const [ofClient, ofCommand] = [clientStack.names(), command.middlewareStack.names()];
  if (ofClient === undefined || ofCommand === undefined) return workOut();
  const kinds = remembered.get(configuration) ?? new Map<object, Map<string, readonly Middleware[]>>();
  remembered.set(configuration, kinds);
  const known = kinds.get(CommandCtor) ?? new Map<string, readonly Middleware[]>();
  kinds.set(CommandCtor, known);
  const key = `${ofClient}| ${ofCommand}`;
  const middlewares = known.get(key) ?? workOut();
  known.set(key, middlewares);
  return middlewares;
}

const remembered = new WeakMap<object, Map<object, Map<string, readonly Middleware[]>>>();
