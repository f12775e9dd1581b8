import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HubPushes } from "../api/contract";
import { ConnectionLost, HubLink, connectDelayMs, reconnectDelayMs, type Connection } from "./hubLink";

class FakeConnection implements Connection {
  readonly handlers = new Map<string, (message: never) => void>();
  stopped = false;
  private closed: (() => void) | null = null;

  constructor(readonly start: () => Promise<void>) {}

  stop(): Promise<void> {
    this.stopped = true;
    return Promise.resolve();
  }

  invoke(): Promise<unknown> {
    return this.pending;
  }

  pending: Promise<unknown> = Promise.resolve({ ok: true });

  on<K extends keyof HubPushes>(push: K, handler: (message: HubPushes[K]) => void): void {
    this.handlers.set(push, handler);
  }

  onClose(handler: () => void): void {
    this.closed = handler;
  }

  close(): void {
    this.closed?.();
  }
}

describe("HubLink", () => {
  let made: FakeConnection[];
  let start: () => Promise<void>;
  let link: HubLink;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    made = [];
    start = () => Promise.resolve();
    link = new HubLink({
      connect: () => {
        const connection = new FakeConnection(start);
        made.push(connection);
        return connection;
      },
      now: () => 1_000,
      random: () => 0,
    });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

  it("is connecting until the first connection is there", async () => {
    expect(link.state).toEqual({ kind: "connecting" });
    link.start();
    await settle();
    expect(link.state).toEqual({ kind: "live" });
  });

  it("keeps trying when the first connection fails, and says so honestly", async () => {
    start = () => Promise.reject(new Error("refused"));
    link.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(made.length).toBeGreaterThan(5);
    expect(link.state).toEqual({ kind: "connecting" });
    start = () => Promise.resolve();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(link.state).toEqual({ kind: "live" });
  });

  it("is stale after a loss, since the first moment of it, and comes back", async () => {
    link.start();
    await settle();
    start = () => Promise.reject(new Error("refused"));
    made[0]?.close();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(link.state).toEqual({ kind: "stale", since: 1_000 });
    start = () => Promise.resolve();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(link.state).toEqual({ kind: "live" });
  });

  it("tries at once when nudged", async () => {
    start = () => Promise.reject(new Error("refused"));
    link.start();
    await vi.advanceTimersByTimeAsync(30_000);
    start = () => Promise.resolve();
    link.nudge();
    await settle();
    expect(link.state.kind).toBe("live");
  });

  it("hands pushes to listeners, and none of a connection that has been replaced", async () => {
    const pulses: number[] = [];
    link.on("Pulse", (pulse) => pulses.push(pulse.viewers));
    link.start();
    await settle();
    const push = (index: number, viewers: number): void =>
      made[index]?.handlers.get("Pulse")?.({ roomId: "r", viewers, reactions: {} } as never);
    push(0, 1);
    made[0]?.close();
    await vi.advanceTimersByTimeAsync(1_000);
    push(0, 2);
    push(1, 3);
    expect(pulses).toEqual([1, 3]);
  });

  it("says that the outcome is unknown when the connection breaks before the answer", async () => {
    link.start();
    await settle();
    const connection = made[0];
    let fail: (error: Error) => void = () => undefined;
    if (connection !== undefined) {
      connection.pending = new Promise((_, reject) => {
        fail = reject;
      });
    }
    const answer = link.invoke("LeaveRoom", { roomId: "r" });
    fail(new Error("closed"));
    connection?.close();
    await expect(answer).rejects.toBeInstanceOf(ConnectionLost);
  });

  it("passes on a fault of the server as it is", async () => {
    link.start();
    await settle();
    const connection = made[0];
    if (connection !== undefined) {
      connection.pending = Promise.reject(new Error("HubException"));
    }
    await expect(link.invoke("LeaveRoom", { roomId: "r" })).rejects.toThrow("HubException");
  });

  it("refuses to call without a connection", async () => {
    await expect(link.invoke("LeaveRoom", { roomId: "r" })).rejects.toBeInstanceOf(ConnectionLost);
  });

  it("does not come back after it was stopped", async () => {
    link.start();
    await settle();
    await link.stop();
    made[0]?.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(made).toHaveLength(1);
    expect(made[0]?.stopped).toBe(true);
  });

  it("never adopts a connection that was being opened for an earlier start", async () => {
    let open: () => void = () => undefined;
    start = () =>
      new Promise((resolve) => {
        open = resolve;
      });
    link.start();
    await link.stop();
    const openEarlier = open;
    start = () => Promise.resolve();
    link.start();
    await settle();
    openEarlier();
    await settle();
    expect(made[0]?.stopped).toBe(true);
    expect(made[1]?.stopped).toBe(false);
    expect(link.state.kind).toBe("live");
  });
});

describe("reconnectDelayMs", () => {
  it("doubles up to a bound", () => {
    expect([0, 1, 2, 3, 20].map((attempt) => reconnectDelayMs(attempt, 1))).toEqual([500, 1000, 2000, 4000, 10_000]);
  });

  it("spreads a crowd over half of the bound", () => {
    expect(reconnectDelayMs(3, 0)).toBe(2_000);
    expect(reconnectDelayMs(3, 0.5)).toBe(3_000);
  });
});

describe("connectDelayMs", () => {
  it("spreads the first attempts of a crowd over two seconds", () => {
    expect([0, 0.25, 0.999].map((random) => connectDelayMs(0, random))).toEqual([0, 500, 1_998]);
  });

  it("goes on for ever, at most ten seconds apart", () => {
    expect(connectDelayMs(1, 1)).toBe(500);
    expect(connectDelayMs(1_000_000, 1)).toBe(10_000);
  });
});
