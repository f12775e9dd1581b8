import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { InteractionItem } from "../api/contract";
import { Tracker, type DeliveryOutcome } from "./tracker";

describe("Tracker", () => {
  let delivered: (readonly InteractionItem[])[];
  let last: (readonly InteractionItem[])[];
  let outcomes: DeliveryOutcome[];
  let tracker: Tracker;
  let nextId: number;

  beforeEach(() => {
    vi.useFakeTimers();
    delivered = [];
    last = [];
    outcomes = [];
    nextId = 1;
    tracker = new Tracker({
      newId: () => `e${nextId++}`,
      deliver: (items) => {
        delivered.push(items);
        return Promise.resolve(outcomes.shift() ?? { kind: "recorded" });
      },
      deliverLast: (items) => last.push(items),
    });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it("sends what happens together in one batch", async () => {
    tracker.track("p1", "click", "r1");
    tracker.track("p1", "view", "r1");
    await vi.advanceTimersByTimeAsync(200);
    expect(delivered).toEqual([
      [
        { eventId: "e1", productId: "p1", kind: "click", roomId: "r1" },
        { eventId: "e2", productId: "p1", kind: "view", roomId: "r1" },
      ],
    ]);
  });

  it("sends again under the same ids after a failure", async () => {
    outcomes = [{ kind: "retry", afterMs: 1_000 }];
    tracker.track("p1", "like");
    await vi.advanceTimersByTimeAsync(200);
    tracker.track("p2", "like");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(delivered.map((items) => items.map((item) => item.eventId))).toEqual([["e1"], ["e1", "e2"]]);
  });

  it("sends nothing twice after an acknowledgement", async () => {
    tracker.track("p1", "like");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(delivered).toHaveLength(1);
  });

  it("drops what is refused for good", async () => {
    outcomes = [{ kind: "refused" }];
    tracker.track("p1", "like");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(delivered).toHaveLength(1);
  });

  it("stays below what the hub takes in one message", async () => {
    const id = "0123456789abcdef0123456789abcdef0123";
    tracker.shown(id, [id]);
    for (let index = 0; index < 30; index++) {
      tracker.track(id, "purchase", id);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    const sizes = delivered.map((items) => JSON.stringify({ items }).length);
    expect(Math.max(...sizes)).toBeLessThan(3_000);
  });

  it("splits a large backlog and loses none of it", async () => {
    for (let index = 0; index < 45; index++) {
      tracker.track(`p${index}`, "view");
    }
    await vi.advanceTimersByTimeAsync(1_000);
    expect(delivered.map((items) => items.length)).toEqual([8, 8, 8, 8, 8, 5]);
  });

  it("bounds the backlog and says so", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    for (let index = 0; index < 203; index++) {
      tracker.track("p", "view");
    }
    expect(warn).toHaveBeenCalledTimes(3);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(delivered.flat()[0]?.eventId).toBe("e4");
    warn.mockRestore();
  });

  it("credits the latest impression that showed the product", async () => {
    tracker.shown("i1", ["p1", "p2"]);
    tracker.shown("i2", ["p2"]);
    tracker.track("p1", "click");
    tracker.track("p2", "click");
    tracker.track("p3", "click");
    await vi.advanceTimersByTimeAsync(200);
    expect(delivered[0]?.map((item) => item.impressionId)).toEqual(["i1", "i2", undefined]);
  });

  it("hands over what is left when the page goes away", () => {
    tracker.flushLast();
    tracker.track("p1", "click");
    tracker.flushLast();
    expect(last.map((items) => items.map((item) => item.productId))).toEqual([["p1"]]);
  });
});
