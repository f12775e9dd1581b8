import { ApiProblem } from "./problem";
import type { Session } from "./session";

const linesType = "application/x-ndjson";

/** A parameter with several values is given several times. */
export type Query = Readonly<Record<string, string | number | readonly string[] | null | undefined>>;

export interface RequestOptions {
  readonly query?: Query;
  readonly body?: unknown;
  /** A body of JSON lines, in place of one value; lines are answered as a list. */
  readonly lines?: string;
  /** Repeating a request under the same key gives its first answer again. */
  readonly idempotencyKey?: string;
  /** The version that the change is meant for, as an entity tag. */
  readonly ifMatch?: string;
  /** Opens the cart of somebody who has not signed in. */
  readonly cartSecret?: string;
  readonly signal?: AbortSignal;
  /** Lets the request outlive the page. */
  readonly keepalive?: boolean;
}

/** JSON over HTTP with the session's token; a rejected token is replaced once. */
export class HttpClient {
  constructor(
    private readonly session: Session,
    private readonly send: typeof fetch,
    /** Hears what time the server says it is. */
    private readonly onDate: (stamp: string) => void = () => undefined,
  ) {}

  async request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
    const token = await this.session.token();
    let response = await this.attempt(method, path, options, token);
    if (response.status === 401 && token !== null) {
      response = await this.attempt(method, path, options, await this.session.replace(token));
    }
    if (!response.ok) {
      throw await ApiProblem.fromResponse(response);
    }
    return (response.status === 204 ? undefined : await parse(response)) as T;
  }

  private async attempt(
    method: string,
    path: string,
    options: RequestOptions,
    token: string | null,
  ): Promise<Response> {
    try {
      const response = await this.send(
        `/api/v1${path}${queryString(options.query)}`,
        buildInit(method, options, token),
      );
      this.onDate(response.headers.get("date") ?? "");
      return response;
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") {
        throw error;
      }
      throw ApiProblem.network(error);
    }
  }
}

/** Some successful answers have no body (202, logout). */
async function parse(response: Response): Promise<unknown> {
  const text = await response.text();
  if (response.headers.get("content-type")?.startsWith(linesType) === true) {
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as unknown);
  }
  return text === "" ? undefined : (JSON.parse(text) as unknown);
}

function buildInit(method: string, options: RequestOptions, token: string | null): RequestInit {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (token !== null) {
    headers["Authorization"] = `Bearer ${token}`;
  }
  if (options.idempotencyKey !== undefined) {
    headers["Idempotency-Key"] = options.idempotencyKey;
  }
  if (options.ifMatch !== undefined) {
    headers["If-Match"] = options.ifMatch;
  }
  if (options.cartSecret !== undefined) {
    headers["Cart-Secret"] = options.cartSecret;
  }
  const init: RequestInit = { method, headers };
  if (options.body !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(options.body);
  } else if (options.lines !== undefined) {
    headers["Content-Type"] = linesType;
    init.body = options.lines;
  }
  if (options.signal !== undefined) {
    init.signal = options.signal;
  }
  if (options.keepalive === true) {
    init.keepalive = true;
  }
  return init;
}

export function queryString(query: Query | undefined): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined) {
      continue;
    }
    for (const each of typeof value === "object" ? value : [value]) {
      parameters.append(name, String(each));
    }
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
