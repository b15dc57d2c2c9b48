import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** What was asked of the table: read units by the engine's own count, calls, and how many of these had to wait for one another. */
export type Asked = { readonly read: number; readonly calls: number; readonly rounds: number };

type Consumed = { readonly CapacityUnits?: number };
type Answered = { readonly output: { readonly ConsumedCapacity?: Consumed | readonly Consumed[] } };

/**
 * Counts what a client asks of the table. Answers are held back until all that is under way has come: so calls that are made
 * side by side are one round, however long each takes, and what waits for an answer begins the next.
 */
export class WatchedCalls {
  #read = 0;
  #calls = 0;
  #rounds = 0;
  #underWay = 0;
  #held: (() => void)[] = [];

  constructor(client: DynamoDBClient) {
    client.middlewareStack.add(
      (next) => async (asked) => {
        if (this.#underWay === 0) this.#rounds += 1;
        this.#underWay += 1;
        this.#calls += 1;
        try {
          const answered = await next(asked);
          for (const { CapacityUnits = 0 } of consumedIn(answered as Answered)) this.#read += CapacityUnits;
          return answered;
        } finally {
          await this.#allHaveCome();
        }
      },
      { step: "initialize", name: "watchedCalls" },
    );
  }

  /** What an action asks of the table. */
  async of<T>(action: () => Promise<T>): Promise<{ readonly asked: Asked; readonly answer: T }> {
    const [read, calls, rounds] = [this.#read, this.#calls, this.#rounds];
    const answer = await action();
    return {
      asked: { read: this.#read - read, calls: this.#calls - calls, rounds: this.#rounds - rounds },
      answer,
    };
  }

  async #allHaveCome(): Promise<void> {
    const come = new Promise<void>((resolve) => this.#held.push(resolve));
    if (this.#held.length === this.#underWay) {
      const held = this.#held;
      this.#held = [];
      this.#underWay = 0;
      for (const release of held) release();
    }
    await come;
  }
}

function consumedIn({ output }: Answered): readonly Consumed[] {
  return [output.ConsumedCapacity ?? []].flat();
}
