/**
 * Instead of the SDK's loader of settings, which asks the environment, then two files, then a default: beside a
 * function lie no such files, and looking for them takes time at its start. A setting that cannot be read is an
 * error here; the SDK would take the default without a word.
 */
export function loadConfig<T>(setting: Setting<T>, options: SelectorOptions = {}): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load(setting, options));
}

type SelectorOptions = { signingName?: string; logger?: unknown };
type Setting<T> = {
  environmentVariableSelector: (environment: NodeJS.ProcessEnv, options: SelectorOptions) => T | undefined;
  default: T | (() => T | Promise<T>);
};

async function load<T>({ environmentVariableSelector, default: otherwise }: Setting<T>, options: SelectorOptions) {
  return environmentVariableSelector(process.env, options) ?? (isFunction(otherwise) ? otherwise() : otherwise);
}

function isFunction<T>(value: T | (() => T | Promise<T>)): value is () => T | Promise<T> {
  return typeof value === "function";
}
