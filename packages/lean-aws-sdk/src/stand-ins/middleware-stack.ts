/**
 * Instead of a stack that is copied entry by entry, sorted and checked for every call: one whose lists are joined, and
 * put in order when they are asked for (stand-ins/remembered-middlewares.ts asks once for each kind of command).
 */
export const constructStack = (): MiddlewareStack => new MiddlewareStack();

export type Handler = (args: unknown) => Promise<unknown>;
export type Middleware = (next: Handler, context: object) => Handler;
type Options = {
  readonly name?: string;
  readonly aliases?: readonly string[];
  readonly tags?: readonly string[];
  readonly override?: boolean;
  readonly step?: keyof typeof steps;
  readonly priority?: keyof typeof priorities;
  readonly relation?: "before" | "after";
  readonly toMiddleware?: string;
};
type Entry = Options & { readonly middleware: Middleware; readonly names: readonly string[] };
type Plugin = { applyToStack(stack: MiddlewareStack): void };

const steps = { initialize: 5, serialize: 4, build: 3, finalizeRequest: 2, deserialize: 1 };
const priorities = { high: 3, normal: 2, low: 1 };

export class MiddlewareStack {
  #entries: Entry[] = [];
  #identifyOnResolve = false;

  add(middleware: Middleware, options: Options = {}): void {
    this.#put({ step: "initialize", priority: "normal", middleware, ...options, names: namesOf(options) });
  }

  addRelativeTo(middleware: Middleware, options: Options): void {
    this.#put({ middleware, ...options, names: namesOf(options) });
  }

  use(plugin: Plugin): void {
    plugin.applyToStack(this);
  }

  applyToStack(stack: MiddlewareStack): void {
    for (const entry of this.#entries) stack.#put(entry);
  }

  clone(): MiddlewareStack {
    const stack = new MiddlewareStack();
    stack.#entries = [...this.#entries];
    return stack;
  }

  concat(from: Plugin): MiddlewareStack {
    const stack = this.clone();
    stack.use(from);
    return stack;
  }

  remove(what: string | Middleware): boolean {
    return this.#keep((entry) => (typeof what === "string" ? !entry.names.includes(what) : entry.middleware !== what));
  }

  removeByTag(tag: string): boolean {
    return this.#keep(({ tags = [] }) => !tags.includes(tag));
  }

  identifyOnResolve(toggle?: boolean): boolean {
    if (typeof toggle === "boolean") this.#identifyOnResolve = toggle;
    return this.#identifyOnResolve;
  }

  identify(): string[] {
    // What is still to come may be what an entry stands beside.
    return this.#inOrder({ whole: false }).map(
      (entry) => `${titleOf(entry)} - ${entry.step ?? `${entry.relation} ${entry.toMiddleware}`}`,
    );
  }

  /** The names of all, in the order of adding; undefined where one has none, and cannot be told from another. */
  names(): string | undefined {
    let names = "";
    for (const { name } of this.#entries) {
      if (name === undefined) return undefined;
      names += `${name} `;
    }
    return names;
  }

  /** From the outermost to the innermost. */
  list(): Middleware[] {
    return this.#inOrder({ whole: true }).map(({ middleware }) => middleware);
  }

  resolve(handler: Handler, context: object): Handler {
    if (this.#identifyOnResolve) console.log(this.identify());
    return this.list().reduceRight((next, middleware) => middleware(next, context), handler);
  }

  #put(entry: Entry): void {
    const isNamed = (other: Entry): boolean => other.names.some((name) => entry.names.includes(name));
    if (this.#entries.some(isNamed)) {
      if (!entry.override) throw new Error(`Duplicate middleware name '${titleOf(entry)}'`);
      this.#entries = this.#entries.filter((other) => !isNamed(other) || !isReplaced(other, entry));
    }
    this.#entries.push(entry);
  }

  #keep(isKept: (entry: Entry) => boolean): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter(isKept);
    return this.#entries.length < before;
  }

  #inOrder({ whole }: { readonly whole: boolean }): Entry[] {
    const absolute: Entry[] = [];
    const beside = new Map<string, Entry[]>();
    for (const entry of this.#entries) {
      const { relation, toMiddleware = "" } = entry;
      if (relation === undefined) absolute.push(entry);
      else beside.set(toMiddleware, [...(beside.get(toMiddleware) ?? []), entry]);
    }
    if (whole) this.#assertNoneLost(beside);
    const around = (entry: Entry): Entry[] => {
      const relatives = entry.names.flatMap((name) => beside.get(name) ?? []);
      if (relatives.length === 0) return [entry];
      const before = relatives.filter(({ relation }) => relation === "before");
      const after = relatives.filter(({ relation }) => relation === "after").toReversed();
      return [...before.flatMap(around), entry, ...after.flatMap(around)];
    };
    return absolute.toSorted((a, b) => weightOf(b) - weightOf(a)).flatMap(around);
  }

  #assertNoneLost(beside: ReadonlyMap<string, readonly Entry[]>): void {
    const names = new Set(this.#entries.flatMap((entry) => entry.names));
    for (const [name, [lost]] of beside) {
      if (lost !== undefined && !names.has(name))
        throw new Error(`${name} is not found when adding ${titleOf(lost)} middleware ${lost.relation} ${name}`);
    }
  }
}

/** Whether the one gives way to the other: at another place in the order it may not. */
function isReplaced(other: Entry, entry: Entry): boolean {
  if ((other.relation === undefined) !== (entry.relation === undefined)) return false;
  const place = ({ step, priority, relation, toMiddleware }: Entry): string =>
    [step, priority, relation, toMiddleware].join(" ");
  if (place(other) === place(entry)) return true;
  throw new Error(`"${titleOf(other)}" middleware (${place(other)}) cannot be overridden by one at ${place(entry)}`);
}

function namesOf({ name, aliases = [] }: Options): readonly string[] {
  return name === undefined ? aliases : [name, ...aliases];
}

function titleOf({ name = "anonymous", aliases = [] }: Entry): string {
  return aliases.length > 0 ? `${name} (a.k.a. ${aliases.join(",")})` : name;
}

const weightOf = ({ step = "initialize", priority = "normal" }: Entry): number =>
  steps[step] * 10 + priorities[priority];
