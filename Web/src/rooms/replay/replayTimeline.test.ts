import { describe, expect, it } from "vitest";
import type { ReplayEvents, ReplayState, RoomEvent } from "../../api/contract";
import { ReplayTimeline, type ReplaySource } from "./replayTimeline";

const startedAt = Date.parse("2026-01-01T12:00:00Z");

function at(ms: number): string {
  return new Date(startedAt + ms).toISOString();
}

/** One comment a second, and a pin at 30 s that goes at 60 s. */
function log(): RoomEvent[] {
  const events: RoomEvent[] = [];
  for (let second = 0; second <= 400; second++) {
    const seq = second + 1;
    if (second === 30) {
      const pin = { productId: "p-1", title: "Teapot", price: { amountMinor: 100, currency: "CNY" }, imageUrl: null };
      events.push({ seq, type: "product.pinned", at: at(second * 1_000), data: pin } as RoomEvent);
    } else if (second === 60) {
      events.push({ seq, type: "product.unpinned", at: at(second * 1_000), data: { productId: "p-1" } });
    } else {
      const data = { id: `c-${second}`, userId: "u", displayName: "Ann", text: second === 5 ? "" : `at ${second}` };
      events.push({ seq, type: "comment.added", at: at(second * 1_000), data });
    }
  }
  return events;
}

class FakeSource implements ReplaySource {
  readonly startedAt = startedAt;
  readonly all = log();
  states = 0;
  pages = 0;

  state(atMs: number): Promise<ReplayState> {
    this.states++;
    const past = this.all.filter((event) => Date.parse(event.at) - startedAt <= atMs);
    const comments = past.flatMap((event) =>
      event.type === "comment.added" && event.data.text !== "" ? [{ ...event.data, seq: event.seq, at: event.at }] : [],
    );
    const pinned = past.some((event) => event.seq === 31) && !past.some((event) => event.seq === 61);
    return Promise.resolve({
      seq: past.length,
      atMs,
      status: "live",
      viewers: Math.floor(atMs / 1_000),
      reactions: { heart: past.length },
      pins: pinned ? [{ productId: "p-1" }] : [],
      comments: comments.slice(-50),
    } as unknown as ReplayState);
  }

  events(afterSeq: number): Promise<ReplayEvents> {
    this.pages++;
    const events = this.all.filter((event) => event.seq > afterSeq).slice(0, 10);
    const last = events.at(-1)?.seq ?? 0;
    return Promise.resolve({ events, nextSeq: last === this.all.length || last === 0 ? null : last });
  }
}

function texts(timeline: ReplayTimeline): string[] {
  return timeline.view?.comments.slice(-2).map((comment) => comment.text) ?? [];
}

describe("ReplayTimeline", () => {
  it("goes on by events, in order and each once", async () => {
    const source = new FakeSource();
    const timeline = new ReplayTimeline(source);
    for (let ms = 0; ms <= 60_000; ms += 250) {
      await timeline.show(ms);
    }
    const seconds = timeline.view?.comments.map((comment) => comment.atMs / 1_000);
    const expected = Array.from({ length: 60 }, (_, second) => second).filter(
      (second) => second !== 5 && second !== 30,
    );
    expect(seconds).toEqual(expected);
    expect(timeline.view?.pins).toEqual([]);
    // The first, and then one every five seconds for the counts; no more pages than there are events ahead.
    expect(source.states).toBe(13);
    expect(source.pages).toBeLessThan(10);
  });

  it("shows a comment within a quarter of a second of its time", async () => {
    const timeline = new ReplayTimeline(new FakeSource());
    await timeline.show(9_999);
    expect(texts(timeline)).toEqual(["at 8", "at 9"]);
    await timeline.show(10_000);
    expect(texts(timeline)).toEqual(["at 9", "at 10"]);
  });

  it("goes back", async () => {
    const timeline = new ReplayTimeline(new FakeSource());
    await timeline.show(90_000);
    expect(timeline.view?.pins).toEqual([]);
    await timeline.show(45_000);
    expect(texts(timeline)).toEqual(["at 44", "at 45"]);
    expect(timeline.view?.pins.map((pin) => pin.productId)).toEqual(["p-1"]);
    expect(timeline.view?.viewers).toBe(45);
  });

  it("jumps by a state instead of all the events between", async () => {
    const source = new FakeSource();
    const timeline = new ReplayTimeline(source);
    await timeline.show(0);
    const { pages } = source;
    await timeline.show(399_000);
    expect(texts(timeline)).toEqual(["at 398", "at 399"]);
    expect(source.pages - pages).toBe(1);
  });

  it("lets the last call win", async () => {
    const timeline = new ReplayTimeline(new FakeSource());
    const outcomes = await Promise.all([timeline.show(10_000), timeline.show(200_000), timeline.show(20_000)]);
    expect(outcomes).toEqual([false, false, true]);
    expect(texts(timeline)).toEqual(["at 19", "at 20"]);
  });
});
