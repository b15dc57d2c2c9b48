import { receiveMessageOnPort } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import type { PortAnswer, PortRequest } from "./port-messages.ts";
import { failureOf } from "./service.ts";
import type { Service, ServiceAnswer } from "./service.ts";

/** Answers the requests that come through a port, until the other side closes it or its thread ends. */
export function servePort(port: MessagePort, service: Service): void {
  const caller = new AbortController();

  async function answer({ id, ...request }: PortRequest): Promise<void> {
    let answered: ServiceAnswer;
    try {
      answered = await service({ ...request, gone: caller.signal });
    } catch (error) {
      answered = failureOf(error);
    }
    const message: PortAnswer = { id, answer: answered === "cut" ? undefined : answered };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- of windows; this is a thread
    port.postMessage(message);
  }

  port.on("message", (first: PortRequest) => {
    void answer(first);
    // What came meanwhile, without an event of its own for each.
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
      void answer(next.message);
    }
  });
  port.on("close", () => caller.abort());
}
