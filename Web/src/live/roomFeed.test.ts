import { beforeEach, describe, expect, it } from "vitest";
import type { JoinedRoom, RoomEvent, RoomSnapshot } from "../api/contract";
import { commentsShownMax } from "./comments";
import { RoomFeed } from "./roomFeed";

const price = { amountMinor: 1999, currency: "CNY" };
const bowl = { productId: "bowl", title: "Bowl", price, imageUrl: null };
const own = { userId: "me", displayName: "Me" };

function snapshot(changes: Partial<RoomSnapshot> = {}): RoomSnapshot {
  return {
    roomId: "r1",
    title: "Kiln",
    hostId: "host",
    hostName: "Host",
    status: "live",
    viewers: 3,
    playbackUrl: null,
    pins: [],
    products: [{ ...bowl, stock: 9 }],
    comments: [],
    suggestions: [],
    reactions: { heart: 1 },
    ...changes,
  };
}

function joined(seq: number, changes: Partial<RoomSnapshot> = {}, epoch = "e1"): JoinedRoom {
  return { epoch, seq, snapshot: snapshot(changes) };
}

function said(seq: number, id = `c${seq}`, userId = "other", clientId?: string): RoomEvent {
  const data = {
    id,
    userId,
    displayName: userId,
    text: `text ${seq}`,
    ...(clientId === undefined ? {} : { clientId }),
  };
  return { seq, type: "comment.added", at: "2026-01-01T00:00:00Z", data };
}

function batch(...events: RoomEvent[]): { roomId: string; epoch: string; events: RoomEvent[] } {
  return { roomId: "r1", epoch: "e1", events };
}

const ids = (feed: RoomFeed): (string | null)[] => feed.view?.comments.map((line) => line.id) ?? [];

describe("RoomFeed", () => {
  let feed: RoomFeed;

  beforeEach(() => {
    feed = new RoomFeed("r1", own);
  });

  it("shows nothing before the snapshot", () => {
    expect(feed.view).toBeNull();
    expect(feed.position).toBeNull();
  });

  it("applies events in order", () => {
    feed.join(joined(10));
    expect(feed.accept(batch(said(11), said(12)))).toBe("current");
    expect(ids(feed)).toEqual(["c11", "c12"]);
    expect(feed.position).toEqual({ epoch: "e1", seq: 12 });
  });

  it("ignores events it has already applied", () => {
    feed.join(joined(10));
    feed.accept(batch(said(11)));
    expect(feed.accept(batch(said(10), said(11)))).toBe("current");
    expect(ids(feed)).toEqual(["c11"]);
  });

  it("applies a batch that arrives out of order once it is whole", () => {
    feed.join(joined(10));
    expect(feed.accept(batch(said(12)))).toBe("gap");
    expect(ids(feed)).toEqual([]);
    expect(feed.accept(batch(said(11)))).toBe("current");
    expect(ids(feed)).toEqual(["c11", "c12"]);
  });

  it("keeps events that come before the snapshot, and leaves out those the snapshot contains", () => {
    feed.accept(batch(said(10), said(11)));
    const comments = [{ id: "c10", seq: 10, userId: "other", displayName: "o", text: "x", at: "" }];
    expect(feed.join(joined(10, { comments }))).toBe("current");
    expect(ids(feed)).toEqual(["c10", "c11"]);
  });

  it("closes a gap with the answer to a resume, then applies what was held", () => {
    feed.join(joined(10));
    expect(feed.accept(batch(said(13)))).toBe("gap");
    expect(feed.resume({ recovered: true, events: [said(11), said(12)] })).toBe("current");
    expect(ids(feed)).toEqual(["c11", "c12", "c13"]);
  });

  it("reports a gap that the answer to a resume does not close", () => {
    feed.join(joined(10));
    feed.accept(batch(said(14)));
    expect(feed.resume({ recovered: true, events: [said(11)] })).toBe("gap");
    expect(feed.position?.seq).toBe(11);
  });

  it("is replaced by the snapshot when the server cannot resume", () => {
    feed.join(joined(10, { viewers: 3 }));
    feed.accept(batch(said(11)));
    feed.resume({ recovered: false, ...joined(2, { viewers: 7 }, "e2") });
    expect(feed.position).toEqual({ epoch: "e2", seq: 2 });
    expect(feed.view?.viewers).toBe(7);
    expect(ids(feed)).toEqual([]);
  });

  it("asks to resume when the epoch changes, and applies the new epoch after its snapshot", () => {
    feed.join(joined(10));
    expect(feed.accept({ roomId: "r1", epoch: "e2", events: [said(3)] })).toBe("gap");
    expect(feed.resume({ recovered: false, ...joined(2, {}, "e2") })).toBe("current");
    expect(ids(feed)).toEqual(["c3"]);
  });

  it("forgets events of an epoch the server has left", () => {
    feed.join(joined(10));
    feed.accept({ roomId: "r1", epoch: "e0", events: [said(11, "old")] });
    expect(feed.resume({ recovered: true, events: [] })).toBe("current");
    feed.accept(batch(said(11, "new")));
    expect(ids(feed)).toEqual(["new"]);
  });

  it("ignores other rooms", () => {
    feed.join(joined(10));
    expect(feed.accept({ roomId: "r2", epoch: "e1", events: [said(11)] })).toBe("current");
    feed.pulse({ roomId: "r2", viewers: 99, reactions: {} });
    expect(feed.position?.seq).toBe(10);
    expect(feed.view?.viewers).toBe(3);
  });

  it("gives an unknown type its number and no effect", () => {
    feed.join(joined(10));
    const unknown = { seq: 11, type: "deal.opened", at: "", data: {} } as unknown as RoomEvent;
    expect(feed.accept(batch(unknown, said(12)))).toBe("current");
    expect(ids(feed)).toEqual(["c12"]);
  });

  it("shows the newest pin of a snapshot first, as it does with pins that come later", () => {
    const older = { ...bowl, pinnedAt: "2026-01-01T00:00:00.5+00:00" };
    const newer = { ...bowl, productId: "cup", pinnedAt: "2026-01-01T00:00:01+00:00" };
    feed.join(joined(1, { pins: [older, newer] }));
    expect(feed.view?.pins.map((pin) => pin.productId)).toEqual(["cup", "bowl"]);
  });

  it("applies pins, stock and status", () => {
    feed.join(joined(10));
    feed.accept(
      batch(
        { seq: 11, type: "product.pinned", at: "t", data: bowl },
        { seq: 12, type: "product.pinned", at: "t", data: { ...bowl, productId: "cup" } },
        { seq: 13, type: "stock.changed", at: "t", data: { productId: "bowl", stock: 0 } },
        { seq: 14, type: "room.state", at: "t", data: { status: "paused" } },
      ),
    );
    expect(feed.view?.pins.map((pin) => pin.productId)).toEqual(["cup", "bowl"]);
    expect(feed.view?.products[0]?.stock).toBe(0);
    expect(feed.view?.status).toBe("paused");

    feed.accept(batch({ seq: 15, type: "product.unpinned", at: "t", data: { productId: "cup" } }));
    expect(feed.view?.pins.map((pin) => pin.productId)).toEqual(["bowl"]);
  });

  it("takes viewers and reactions from the latest pulse", () => {
    feed.join(joined(10));
    feed.pulse({ roomId: "r1", viewers: 42, reactions: { heart: 5 } });
    expect(feed.view?.viewers).toBe(42);
    expect(feed.view?.reactions).toEqual({ heart: 5 });
  });

  it("keeps the newest comments only", () => {
    feed.join(joined(0));
    for (let first = 1; first <= commentsShownMax + 5; first += 5) {
      feed.accept(batch(...Array.from({ length: 5 }, (_, index) => said(first + index))));
    }
    expect(feed.view?.comments).toHaveLength(commentsShownMax);
    expect(ids(feed)[0]).toBe("c6");
  });

  it("removes a moderated comment", () => {
    feed.join(joined(10));
    feed.accept(batch(said(11), said(12), { seq: 13, type: "comment.removed", at: "", data: { id: "c11" } }));
    expect(ids(feed)).toEqual(["c12"]);
  });
});

describe("RoomFeed's own comments", () => {
  let feed: RoomFeed;

  beforeEach(() => {
    feed = new RoomFeed("r1", own);
    feed.join(joined(10));
    feed.sendComment("k1", "hello", "now");
  });

  const lines = (): { key: string; kind: string }[] =>
    feed.view?.comments.map((line) => ({ key: line.key, kind: line.delivery.kind })) ?? [];

  it("shows a comment at once, under way", () => {
    expect(lines()).toEqual([{ key: "k1", kind: "sending" }]);
    expect(feed.unanswered).toEqual([{ clientId: "k1", text: "hello" }]);
  });

  it("shows it once when the answer comes before the event", () => {
    feed.confirmComment("k1", "c11", 11);
    expect(lines()).toEqual([{ key: "k1", kind: "sent" }]);
    feed.accept(batch(said(11, "c11", "me")));
    expect(lines()).toEqual([{ key: "k1", kind: "sent" }]);
    expect(feed.unanswered).toEqual([]);
  });

  it("shows it once when the event comes before the answer", () => {
    feed.accept(batch(said(11, "c11", "me", "k1")));
    expect(lines()).toEqual([{ key: "k1", kind: "sent" }]);
    feed.confirmComment("k1", "c11", 11);
    expect(lines()).toEqual([{ key: "k1", kind: "sent" }]);
  });

  it("shows it once when the event carries no client id and comes first", () => {
    feed.accept(batch(said(11, "c11", "me")));
    feed.confirmComment("k1", "c11", 11);
    expect(ids(feed)).toEqual(["c11"]);
  });

  it("does not take another user's comment with the same client id for its own", () => {
    feed.accept(batch(said(11, "c11", "other", "k1")));
    expect(lines()).toEqual([
      { key: "c11", kind: "sent" },
      { key: "k1", kind: "sending" },
    ]);
  });

  it("stands after everybody else's until it is numbered", () => {
    feed.accept(batch(said(11)));
    expect(lines().map((line) => line.key)).toEqual(["c11", "k1"]);
    feed.accept(batch(said(12, "c12", "me", "k1"), said(13)));
    expect(lines().map((line) => line.key)).toEqual(["c11", "k1", "c13"]);
  });

  it("keeps its key through a snapshot", () => {
    feed.accept(batch(said(11, "c11", "me", "k1")));
    const comments = [{ id: "c11", seq: 11, userId: "me", displayName: "Me", text: "hello", at: "" }];
    feed.resume({ recovered: false, ...joined(11, { comments }) });
    expect(lines()).toEqual([{ key: "k1", kind: "sent" }]);
  });

  it("drops an answered comment that a later snapshot no longer has", () => {
    feed.confirmComment("k1", "c11", 11);
    feed.resume({ recovered: false, ...joined(20) });
    expect(lines()).toEqual([]);
  });

  it("drops an answered comment when the room counts anew", () => {
    feed.confirmComment("k1", "c11", 11);
    feed.resume({ recovered: false, ...joined(2, {}, "e2") });
    expect(lines()).toEqual([]);
  });

  it("keeps an unanswered comment through a snapshot, to send it again", () => {
    feed.resume({ recovered: false, ...joined(20) });
    expect(feed.unanswered.map((entry) => entry.clientId)).toEqual(["k1"]);
  });

  it("keeps a refused comment with its reason until it is sent again or discarded", () => {
    feed.failComment("k1", "rate-limited");
    expect(feed.view?.comments[0]?.delivery).toEqual({ kind: "failed", code: "rate-limited" });
    expect(feed.unanswered).toEqual([]);
    feed.sendComment("k1", "hello", "now");
    expect(lines()).toEqual([{ key: "k1", kind: "sending" }]);
    feed.discardComment("k1");
    expect(lines()).toEqual([]);
  });

  it("does not come back when it was removed before its answer came", () => {
    feed.accept(batch(said(11, "c11", "me"), { seq: 12, type: "comment.removed", at: "", data: { id: "c11" } }));
    feed.confirmComment("k1", "c11", 11);
    expect(lines()).toEqual([]);
  });

  it("disappears when it is removed before its event is seen", () => {
    feed.confirmComment("k1", "c11", 11);
    feed.accept(batch(said(11, "c11", "me"), { seq: 12, type: "comment.removed", at: "", data: { id: "c11" } }));
    expect(lines()).toEqual([]);
  });
});
