import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ReactionGrowth, ReactionSender, type BatchOutcome, type ReactionBatch } from "./reactions";

describe("ReactionSender", () => {
  let sent: ReactionBatch[];
  let outcomes: BatchOutcome[];
  let sender: ReactionSender;
  let nextId: number;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    sent = [];
    outcomes = [];
    nextId = 1;
    sender = new ReactionSender({
      newId: () => `b${nextId++}`,
      send: (batch) => {
        sent.push(batch);
        return Promise.resolve(outcomes.shift() ?? { kind: "counted" });
      },
    });
  });

  afterEach(() => {
    sender.close();
    vi.useRealTimers();
  });

  it("gathers taps into one batch per half second", async () => {
    sender.tap("heart");
    await vi.advanceTimersByTimeAsync(0);
    for (let tap = 0; tap < 20; tap++) {
      sender.tap("heart");
    }
    await vi.advanceTimersByTimeAsync(499);
    expect(sent).toEqual([{ kind: "heart", count: 1, batchId: "b1" }]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent.slice(1)).toEqual([{ kind: "heart", count: 20, batchId: "b2" }]);
  });

  it("sends at most two batches a second whatever is tapped", async () => {
    await vi.advanceTimersByTimeAsync(0);
    for (let step = 0; step < 100; step++) {
      (["heart", "fire", "clap"] as const).forEach((kind) => sender.tap(kind));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(sent.length).toBeLessThanOrEqual(21);
    expect(new Set(sent.map((batch) => batch.kind))).toEqual(new Set(["heart", "fire", "clap"]));
  });

  it("loses no tap", async () => {
    for (let tap = 0; tap < 130; tap++) {
      sender.tap("like");
    }
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent.reduce((sum, batch) => sum + batch.count, 0)).toBe(130);
    expect(Math.max(...sent.map((batch) => batch.count))).toBeLessThanOrEqual(50);
  });

  it("repeats a batch with an unknown outcome under the same id", async () => {
    outcomes = [{ kind: "unknown" }];
    sender.tap("heart");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toHaveLength(1);
    sender.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent[1]).toEqual(sent[0]);
  });

  it("counts taps of another kind after the repeated batch, not instead of it", async () => {
    outcomes = [{ kind: "unknown" }];
    sender.tap("heart");
    await vi.advanceTimersByTimeAsync(0);
    sender.tap("fire");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent.map((batch) => [batch.kind, batch.batchId])).toEqual([
      ["heart", "b1"],
      ["heart", "b1"],
      ["fire", "b2"],
    ]);
  });

  it("waits as long as a refusal says and sends the same batch", async () => {
    outcomes = [{ kind: "refused", retryAfterMs: 3_000 }];
    sender.tap("heart");
    await vi.advanceTimersByTimeAsync(2_999);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent[1]).toEqual(sent[0]);
  });

  it("drops a batch that was refused for good", async () => {
    outcomes = [{ kind: "refused", retryAfterMs: null }];
    sender.tap("heart");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toHaveLength(1);
    sender.tap("fire");
    await vi.advanceTimersByTimeAsync(0);
    expect(sent[1]?.kind).toBe("fire");
  });
});

describe("ReactionGrowth", () => {
  it("shows nothing for the first totals", () => {
    expect(new ReactionGrowth().advance({ heart: 500 })).toEqual({});
  });

  it("gives what has been added since", () => {
    const growth = new ReactionGrowth();
    growth.advance({ heart: 5 });
    expect(growth.advance({ heart: 8, fire: 2 })).toEqual({ heart: 3, fire: 2 });
    expect(growth.advance({ heart: 8, fire: 2 })).toEqual({});
  });

  it("leaves out the taps this client has already shown, once", () => {
    const growth = new ReactionGrowth();
    growth.advance({ heart: 5 });
    growth.showOwn("heart");
    growth.showOwn("heart");
    expect(growth.advance({ heart: 8 })).toEqual({ heart: 1 });
    expect(growth.advance({ heart: 9 })).toEqual({ heart: 1 });
  });
});
