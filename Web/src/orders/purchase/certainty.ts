import { ApiProblem } from "../../api/problem";

const delayFirstMs = 600;
const delayMaxMs = 5_000;

/**
 * Whether an error is the server's last word on a request. After anything else nobody knows whether it was carried out, and
 * only the same key may ask again. A session that ended or too many requests say nothing of the request itself.
 */
export function isCertain(error: unknown): error is ApiProblem {
  return (
    error instanceof ApiProblem &&
    error.status >= 400 &&
    error.status < 500 &&
    ![401, 408, 425, 429].includes(error.status) &&
    error.code !== "request-running"
  );
}

/** How long to wait before asking again; the server's own wish counts for more. */
export function askAgainMs(attempt: number, error: unknown): number {
  const wished = error instanceof ApiProblem ? error.problem.retryAfterMs : undefined;
  return wished ?? Math.min(delayMaxMs, delayFirstMs * 2 ** Math.min(attempt, 10));
}

export interface AskOptions {
  readonly wait: (ms: number) => Promise<void>;
  /** Nobody knows, and it is asked again. */
  readonly onDoubt: () => void;
  /** Gives up without an answer. */
  readonly isOver: () => boolean;
}

/** Thrown when nobody waits for the answer any more. */
export class NoLongerAsked extends Error {
  override name = "NoLongerAsked";
}

/** Repeats a call, which must carry a key, until its answer is certain. */
export async function untilCertain<T>(call: () => Promise<T>, options: AskOptions): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await call();
      demandAsked(options);
      return answer;
    } catch (error) {
      demandAsked(options);
      if (isCertain(error)) {
        throw error;
      }
      options.onDoubt();
      await options.wait(askAgainMs(attempt, error));
      demandAsked(options);
    }
  }
}

function demandAsked(options: AskOptions): void {
  if (options.isOver()) {
    throw new NoLongerAsked("Nobody waits for the answer any more.");
  }
}
