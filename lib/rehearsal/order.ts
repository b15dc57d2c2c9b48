/** Which resource waits for which. */
export type Order = {
  /** One order in which they can be created; what nothing forces apart may as well be created in another, or at once. */
  readonly ids: readonly string[];
  /** Whatever is certain to be there when the resource is created. */
  readonly before: (id: string) => ReadonlySet<string>;
  /** Whatever cannot be there until it is. */
  readonly after: (id: string) => ReadonlySet<string>;
};

/**
 * The order that dependencies force, and no more: CloudFormation creates at once whatever waits for nothing.
 * @param dependencies of each resource, those that it waits for
 * @throws Error that names the circle, if some wait for each other
 */
export function orderOf(dependencies: ReadonlyMap<string, ReadonlySet<string>>): Order {
  const before = new Map<string, Set<string>>();
  const visit = (id: string, path: readonly string[]): Set<string> => {
    const known = before.get(id);
    if (known) return known;
    if (path.includes(id)) {
      throw new Error(`These wait for each other: ${[...path.slice(path.indexOf(id)), id].join(" → ")}`);
    }
    const all = new Set<string>();
    for (const dependency of dependencies.get(id) ?? []) {
      for (const earlier of visit(dependency, [...path, id])) all.add(earlier);
      all.add(dependency);
    }
    before.set(id, all);
    return all;
  };
  for (const id of dependencies.keys()) visit(id, []);

  const after = new Map<string, Set<string>>([...before.keys()].map((id) => [id, new Set()]));
  for (const [id, earlier] of before) for (const one of earlier) after.get(one)?.add(id);
  const of = (sets: ReadonlyMap<string, ReadonlySet<string>>) => (id: string) => {
    const set = sets.get(id);
    if (!set) throw new Error(`There is no resource ${id}.`);
    return set;
  };
  // The map was filled as each became ready: whatever one waits for stands before it.
  return { ids: [...before.keys()], before: of(before), after: of(after) };
}
