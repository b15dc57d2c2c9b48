import { invalid } from "../refusals.ts";

export type Token = { readonly kind: "name" | "alias" | "value" | "index" | "sign" | "end"; readonly text: string };

const pattern = /\s*(?:([A-Za-z_]\w*)|(#\w+)|(:\w+)|(\d+)|(<>|<=|>=|[=<>()[\],.+-]))/y;
const kinds = ["name", "alias", "value", "index", "sign"] as const;

/** The tokens of one expression, read from left to right. */
export class Tokens {
  /** Which of the request's expressions this is, as the service calls it in its messages. */
  readonly expression: string;
  readonly #all: readonly Token[];
  #at = 0;

  constructor(expression: string, text: string) {
    this.expression = expression;
    this.#all = tokensOf(expression, text);
  }

  get next(): Token {
    return this.#all[this.#at] ?? { kind: "end", text: "<EOF>" };
  }

  take(): Token {
    const token = this.next;
    this.#at += 1;
    return token;
  }

  allOf(kind: Token["kind"]): string[] {
    return [...new Set(this.#all.filter((token) => token.kind === kind).map(({ text }) => text))];
  }

  /** Whether the next token is that sign, or that word in whatever case. */
  is(text: string): boolean {
    return isSame(this.next, text);
  }

  /** Whether the next two tokens are a word and an opening bracket: a function. */
  isCall(): boolean {
    const after = this.#all[this.#at + 1];
    return this.next.kind === "name" && after?.text === "(";
  }

  /** Takes the next token if it is that. */
  skip(text: string): boolean {
    if (!this.is(text)) return false;
    this.#at += 1;
    return true;
  }

  /** @throws ServiceRefusal unless the next token is that */
  expect(text: string): void {
    if (!this.skip(text)) throw this.unexpected();
  }

  unexpected(): Error {
    const before = this.#all[this.#at - 1]?.text ?? "";
    const near = `${before} ${this.next.text}`.trim();
    return invalid(`Invalid ${this.expression}: Syntax error; token: "${this.next.text}", near: "${near}"`);
  }
}

function isSame({ kind, text }: Token, wanted: string): boolean {
  if (kind === "sign") return text === wanted;
  return kind === "name" && text.toUpperCase() === wanted.toUpperCase();
}

function tokensOf(expression: string, text: string): Token[] {
  if (text.trim() === "") throw invalid(`Invalid ${expression}: The expression can not be empty;`);
  const tokens: Token[] = [];
  for (let at = 0; text.slice(at).trim() !== ""; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) throw invalid(`Invalid ${expression}: Syntax error; token: "${text.slice(at).trim()[0]}"`);
    const which = found.findIndex((part, i) => i > 0 && part !== undefined);
    tokens.push({ kind: kinds[which - 1] ?? "sign", text: found[which] ?? "" });
  }
  return tokens;
}
