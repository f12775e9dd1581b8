import { describe, expect, it } from "vitest";
import type { RoomEvent } from "../api/contract";
import { RoomFeed } from "./roomFeed";

/** mulberry32: a small seeded generator, so that a failure can be run again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function said(seq: number): RoomEvent {
  const data = { id: `c${seq}`, userId: "u", displayName: "u", text: "t" };
  return { seq, type: "comment.added", at: "", data };
}

function joined(): RoomFeed {
  const feed = new RoomFeed("r1", { userId: "me", displayName: "Me" });
  const snapshot = {
    roomId: "r1",
    title: "",
    hostId: "h",
    hostName: "",
    status: "live",
    viewers: 0,
    playbackUrl: null,
    pins: [],
    products: [],
    comments: [],
    suggestions: [],
  } as const;
  feed.join({ epoch: 1, seq: 0, snapshot });
  return feed;
}

describe("RoomFeed under a lossy, repeating, reordering connection", () => {
  it.each(Array.from({ length: 50 }, (_, seed) => seed))("shows every comment once and in order (seed %i)", (seed) => {
    const random = seeded(seed);
    const log = Array.from({ length: 150 }, (_, index) => said(index + 1));
    const feed = joined();

    for (let sent = 0; sent < log.length;) {
      const size = 1 + Math.floor(random() * 5);
      const from = Math.max(0, sent - Math.floor(random() * 4));
      const events = log.slice(from, sent + size).sort(() => random() - 0.5);
      sent += size;
      const lost = random() < 0.25;
      if (!lost && feed.accept({ roomId: "r1", epoch: 1, events }) === "gap" && random() < 0.7) {
        feed.resume({ recovered: true, events: log.slice(feed.position?.seq ?? 0, sent) });
      }
    }
    feed.resume({ recovered: true, events: log.slice(feed.position?.seq ?? 0) });

    expect(feed.view?.comments.map((line) => line.id)).toEqual(log.map((event) => `c${event.seq}`));
  });
});

/** What a server sends a viewer who asked for a sample: runs of comments in one entry, here cut at random. */
function sampled(log: readonly RoomEvent[], random: () => number, keeps: ReadonlySet<number>): RoomEvent[] {
  const entries: RoomEvent[] = [];
  let from: number | null = null;
  for (const [index, event] of log.entries()) {
    if (keeps.has(event.seq)) {
      entries.push(event);
      continue;
    }
    from ??= event.seq;
    const next = log[index + 1];
    if (next === undefined || keeps.has(next.seq) || random() < 0.3) {
      entries.push({ seq: event.seq, type: "comments.sampled", at: "", data: { from, count: event.seq - from + 1 } });
      from = null;
    }
  }
  return entries;
}

describe("RoomFeed of samples under a lossy, repeating, reordering connection", () => {
  it.each(Array.from({ length: 50 }, (_, seed) => seed))("shows what was kept once and in order (seed %i)", (seed) => {
    const random = seeded(seed);
    const log = Array.from({ length: 300 }, (_, index) => said(index + 1));
    const keeps = new Set(log.map((event) => event.seq).filter(() => random() < 0.3));
    const feed = joined();

    for (let sent = 0; sent < log.length;) {
      const size = 1 + Math.floor(random() * 8);
      const part = log.slice(Math.max(0, sent - Math.floor(random() * 6)), sent + size);
      sent += size;
      const events = sampled(part, random, keeps).sort(() => random() - 0.5);
      if (random() < 0.75 && feed.accept({ roomId: "r1", epoch: 1, events }) === "gap" && random() < 0.7) {
        feed.resume({ recovered: true, events: sampled(log.slice(feed.position?.seq ?? 0, sent), random, keeps) });
      }
    }
    feed.resume({ recovered: true, events: sampled(log.slice(feed.position?.seq ?? 0), random, keeps) });

    expect(feed.position?.seq).toBe(300);
    expect(feed.view?.comments.map((line) => line.id)).toEqual([...keeps].slice(-200).map((seq) => `c${seq}`));
  });
});
