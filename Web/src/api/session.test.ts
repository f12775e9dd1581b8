import { beforeEach, describe, expect, it, vi } from "vitest";
import { HttpClient } from "./http";
import { ApiProblem } from "./problem";
import { Session, type TokenStore } from "./session";

const tokens = (n: number, expiresIn = 900): object => ({
  userId: "u",
  accessToken: `access-${n}`,
  refreshToken: `refresh-${n}`,
  expiresIn,
});

const json = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/problem+json" } });

class MemoryStore implements TokenStore {
  value: string | null = null;
  read = (): string | null => this.value;
  write = (value: string | null): void => {
    this.value = value;
  };
}

interface Call {
  readonly url: string;
  readonly token: string | null;
  readonly body: unknown;
}

describe("Session and HttpClient", () => {
  let now: number;
  let store: MemoryStore;
  let calls: Call[];
  let answer: (call: Call) => Response | Promise<Response>;
  let session: Session;
  let http: HttpClient;

  beforeEach(() => {
    now = 0;
    store = new MemoryStore();
    calls = [];
    answer = () => json(200, { fine: true });
    const send: typeof fetch = async (input, init) => {
      const headers = new Headers(init?.headers);
      const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : null;
      const call = { url: String(input), token: headers.get("authorization"), body };
      calls.push(call);
      return answer(call);
    };
    session = new Session({ fetch: send, store, now: () => now, exclusively: (work) => work() });
    http = new HttpClient(session, send);
    session.adopt(tokens(1) as never);
  });

  const refreshes = (): Call[] => calls.filter((call) => call.url.endsWith("/auth/refresh"));
  const refreshTo = (n: number) => (call: Call) =>
    call.url.endsWith("/auth/refresh") ? json(200, tokens(n)) : json(200, {});

  it("sends the access token", async () => {
    await http.request("GET", "/rooms", { query: { limit: 5, cursor: null } });
    expect(calls).toEqual([{ url: "/api/v1/rooms?limit=5", token: "Bearer access-1", body: null }]);
  });

  it("renews shortly before the token ends, and keeps the new refresh token", async () => {
    answer = refreshTo(2);
    now = 875_000;
    await http.request("GET", "/rooms");
    expect(calls.map((call) => call.token)).toEqual([null, "Bearer access-2"]);
    expect(calls[0]?.body).toEqual({ refreshToken: "refresh-1" });
    expect(store.value).toBe("refresh-2");
  });

  it("renews once for requests that run at the same time", async () => {
    answer = refreshTo(2);
    now = 900_000;
    await Promise.all([http.request("GET", "/a"), http.request("GET", "/b"), http.request("GET", "/c")]);
    expect(refreshes()).toHaveLength(1);
  });

  it("replaces a rejected token once and repeats the request", async () => {
    answer = (call) => (call.token === "Bearer access-1" ? json(401, {}) : refreshTo(2)(call));
    await http.request("POST", "/x", { body: { a: 1 } });
    expect(calls.map((call) => call.token)).toEqual(["Bearer access-1", null, "Bearer access-2"]);
    expect(calls[2]?.body).toEqual({ a: 1 });
  });

  it("does not loop when the new token is rejected too", async () => {
    answer = (call) =>
      call.url.endsWith("/auth/refresh") ? json(200, tokens(2)) : json(401, { code: "unauthenticated" });
    await expect(http.request("GET", "/x")).rejects.toMatchObject({ status: 401, code: "unauthenticated" });
    expect(calls).toHaveLength(3);
  });

  it("uses the refresh token that another tab has left", async () => {
    answer = refreshTo(9);
    store.value = "refresh-of-other-tab";
    now = 900_000;
    await session.token();
    expect(calls[0]?.body).toEqual({ refreshToken: "refresh-of-other-tab" });
  });

  it("ends when the server refuses the refresh token", async () => {
    const ended = vi.fn();
    session.onEnded(ended);
    answer = () => json(401, { code: "unauthenticated" });
    now = 900_000;
    await expect(session.token()).rejects.toBeInstanceOf(ApiProblem);
    expect(ended).toHaveBeenCalledOnce();
    expect(session.exists).toBe(false);
  });

  it("outlives a server that cannot be reached", async () => {
    answer = () => Promise.reject(new TypeError("Failed to fetch"));
    now = 900_000;
    await expect(session.token()).rejects.toMatchObject({ code: "network" });
    expect(store.value).toBe("refresh-1");
    answer = refreshTo(2);
    expect(await session.token()).toBe("access-2");
  });

  it("does not come back to life when it is released during a renewal", async () => {
    now = 900_000;
    answer = () => {
      session.release();
      return json(200, tokens(2));
    };
    await expect(session.token()).rejects.toMatchObject({ code: "session-ended" });
    expect(session.exists).toBe(false);
  });

  it("asks without a token when nobody is signed in", async () => {
    session.release();
    await http.request("GET", "/demo");
    expect(calls[0]?.token).toBeNull();
  });

  it("reads problem details", async () => {
    answer = () => json(429, { code: "rate-limited", detail: "slow down", retryAfterMs: 1500 });
    await expect(http.request("GET", "/x")).rejects.toMatchObject({
      status: 429,
      code: "rate-limited",
      message: "slow down",
      problem: { retryAfterMs: 1500 },
    });
  });

  it("does not take the HTML page of a proxy for a problem", async () => {
    answer = () => new Response("<html>", { status: 502, headers: { "content-type": "text/html" } });
    await expect(http.request("GET", "/x")).rejects.toMatchObject({ status: 502, code: "http-502" });
  });

  it("accepts an answer without a body", async () => {
    answer = () => new Response(null, { status: 204 });
    await expect(http.request("PUT", "/x")).resolves.toBeUndefined();
    answer = () => new Response("", { status: 202 });
    await expect(http.request("POST", "/x")).resolves.toBeUndefined();
  });
});
