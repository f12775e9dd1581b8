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

describe("RoomFeed under a lossy, repeating, reordering connection", () => {
  it.each(Array.from({ length: 50 }, (_, seed) => seed))("shows every comment once and in order (seed %i)", (seed) => {
    const random = seeded(seed);
    const log = Array.from({ length: 150 }, (_, index) => said(index + 1));
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
