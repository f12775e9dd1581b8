import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HubMethod, JoinedRoom, RoomEvent } from "../api/contract";
import { ConnectionLost, HubLink, type Connection } from "./hubLink";
import { RoomSession } from "./roomSession.svelte";

type Reply = (request: Record<string, unknown>) => unknown;

const joined: JoinedRoom & { ok: true } = {
  ok: true,
  epoch: 1,
  seq: 10,
  snapshot: {
    roomId: "r1",
    title: "Kiln",
    hostId: "h",
    hostName: "H",
    status: "live",
    viewers: 1,
    playbackUrl: null,
    pins: [],
    products: [],
    comments: [],
    suggestions: [],
    reactions: { heart: 5 },
  },
};

function said(seq: number, clientId?: string): RoomEvent {
  const data = { id: `c${seq}`, userId: clientId === undefined ? "other" : "me", displayName: "", text: "t" };
  return { seq, type: "comment.added", at: "", data: clientId === undefined ? data : { ...data, clientId } };
}

/** A hub whose answers a test sets, and whose connection it can break. */
class FakeHub {
  readonly calls: { method: string; request: Record<string, unknown> }[] = [];
  readonly replies = new Map<HubMethod, Reply>([
    ["JoinRoom", () => joined],
    ["Resume", () => ({ ok: true, recovered: true, events: [] })],
    ["LeaveRoom", () => ({ ok: true })],
    ["SendReactions", () => ({ ok: true })],
  ]);
  private close: () => void = () => undefined;
  private readonly pushes = new Map<string, (message: never) => void>();

  connect(): Connection {
    return {
      start: () => Promise.resolve(),
      stop: () => Promise.resolve(),
      invoke: async (method, request) => {
        this.calls.push({ method, request: request as Record<string, unknown> });
        const reply = this.replies.get(method as HubMethod);
        if (reply === undefined) {
          throw new Error(`The fake hub has no answer for ${method}.`);
        }
        return await reply(request as Record<string, unknown>);
      },
      on: (push, handler) => this.pushes.set(push, handler as (message: never) => void),
      onClose: (handler) => (this.close = handler),
    };
  }

  push(name: string, message: unknown): void {
    this.pushes.get(name)?.(message as never);
  }

  break(): void {
    this.close();
  }

  sent(method: HubMethod): Record<string, unknown>[] {
    return this.calls.filter((call) => call.method === method).map((call) => call.request);
  }
}

describe("RoomSession", () => {
  let hub: FakeHub;
  let link: HubLink;
  let room: RoomSession;
  let floated: object[];
  let refused: [string, number | null][];

  beforeEach(async () => {
    vi.useFakeTimers();
    hub = new FakeHub();
    link = new HubLink({ connect: () => hub.connect(), now: () => 0, random: () => 0 });
    link.start();
    await settle();
    floated = [];
    refused = [];
    room = new RoomSession({
      roomId: "r1",
      own: { userId: "me", displayName: "Me" },
      link,
      onReactions: (growth) => floated.push(growth),
      onCommentRefused: (code, retryAfterMs) => refused.push([code, retryAfterMs]),
    });
    await settle();
  });

  afterEach(async () => {
    room.close();
    await link.stop();
    vi.useRealTimers();
  });

  async function settle(ms = 0): Promise<void> {
    await vi.advanceTimersByTimeAsync(ms);
  }

  const events = (...list: RoomEvent[]): object => ({ roomId: "r1", epoch: 1, events: list });

  it("joins and is live", () => {
    expect(hub.sent("JoinRoom")).toEqual([{ roomId: "r1", sample: true }]);
    expect(room.state).toEqual({ kind: "live" });
    expect(room.view?.title).toBe("Kiln");
  });

  it("resumes from its place after a loss, and is stale in between", async () => {
    hub.push("Events", events(said(11)));
    hub.break();
    expect(room.state.kind).toBe("stale");
    hub.replies.set("Resume", () => ({ ok: true, recovered: true, events: [said(12)] }));
    await settle(1_000);
    expect(hub.sent("Resume")).toEqual([{ roomId: "r1", epoch: 1, seq: 11, sample: true }]);
    expect(room.state).toEqual({ kind: "live" });
    expect(room.view?.comments.map((line) => line.id)).toEqual(["c11", "c12"]);
  });

  it("asks for what is missing when it sees a gap", async () => {
    hub.replies.set("Resume", () => ({ ok: true, recovered: true, events: [said(11), said(12)] }));
    hub.push("Events", events(said(13)));
    await settle();
    expect(room.view?.comments.map((line) => line.id)).toEqual(["c11", "c12", "c13"]);
  });

  it("asks for the end when a pulse counts further than what came", async () => {
    hub.replies.set("Resume", () => ({ ok: true, recovered: true, events: [said(11)] }));
    hub.push("Pulse", { roomId: "r1", viewers: 2, reactions: {}, epoch: 1, seq: 10 });
    await settle();
    expect(hub.sent("Resume")).toHaveLength(0);
    hub.push("Pulse", { roomId: "r1", viewers: 2, reactions: {}, epoch: 1, seq: 11 });
    await settle();
    expect(hub.sent("Resume")).toEqual([{ roomId: "r1", epoch: 1, seq: 10, sample: true }]);
    expect(room.view?.comments.map((line) => line.id)).toEqual(["c11"]);
  });

  it("waits as long as it was told to, whatever pulses say meanwhile", async () => {
    hub.replies.set("Resume", () => ({ ok: false, code: "busy", message: "", retryAfterMs: 5_000 }));
    for (let i = 0; i < 10; i++) {
      hub.push("Pulse", { roomId: "r1", viewers: 2, reactions: {}, epoch: 1, seq: 11 });
      await settle(200);
    }
    expect(hub.sent("Resume")).toHaveLength(1);
  });

  it("is stale when nothing is heard of the room, and asks", async () => {
    hub.replies.set("Resume", () => new Promise(() => undefined));
    await settle(9_000);
    hub.push("Pulse", { roomId: "r1", viewers: 2, reactions: {} });
    await settle(9_000);
    expect(room.state.kind).toBe("live");
    hub.push("Pulse", { roomId: "r2", viewers: 2, reactions: {} });
    await settle(6_000);
    expect(room.state.kind).toBe("stale");
    expect(hub.sent("Resume")).toHaveLength(1);
  });

  it("keeps asking when a resume does not close the gap", async () => {
    hub.push("Events", events(said(13)));
    await settle();
    expect(room.state.kind).toBe("stale");
    hub.replies.set("Resume", () => ({ ok: true, recovered: true, events: [said(11), said(12)] }));
    await settle(1_000);
    expect(room.state.kind).toBe("live");
    expect(room.view?.comments).toHaveLength(3);
  });

  it("sends a comment whose answer was lost again, under the same id, and shows it once", async () => {
    hub.replies.set("SendComment", () => new Promise((_, reject) => setTimeout(() => reject(new Error("closed")), 10)));
    room.comment("hello");
    hub.break();
    await settle(10);
    hub.replies.set("SendComment", () => ({ ok: true, id: "c11", seq: 11 }));
    await settle(1_000);
    const sent = hub.sent("SendComment");
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    hub.push("Events", events(said(11, String(sent[0]?.["clientId"]))));
    expect(room.view?.comments.map((line) => [line.id, line.delivery.kind])).toEqual([["c11", "sent"]]);
  });

  it("shows a refused comment as not sent and says why", async () => {
    hub.replies.set("SendComment", () => ({ ok: false, code: "rate-limited", message: "", retryAfterMs: 4_000 }));
    room.comment("hello");
    await settle();
    expect(room.view?.comments[0]?.delivery).toEqual({ kind: "failed", code: "rate-limited" });
    expect(refused).toEqual([["rate-limited", 4_000]]);
  });

  it("says when the room cannot be opened", async () => {
    room.close();
    hub.replies.set("JoinRoom", () => ({ ok: false, code: "not-found", message: "" }));
    room = new RoomSession({
      roomId: "gone",
      own: { userId: "me", displayName: "Me" },
      link,
      onReactions: () => undefined,
      onCommentRefused: () => undefined,
    });
    await settle();
    expect(room.refusal).toBe("not-found");
  });

  it("asks again when the server is only busy", async () => {
    room.close();
    const before = hub.sent("JoinRoom").length;
    hub.replies.set("JoinRoom", () => ({ ok: false, code: "internal", message: "" }));
    room = new RoomSession({
      roomId: "r1",
      own: { userId: "me", displayName: "Me" },
      link,
      onReactions: () => undefined,
      onCommentRefused: () => undefined,
    });
    await settle(3_000);
    expect(hub.sent("JoinRoom").length).toBeGreaterThan(before + 1);
    hub.replies.set("JoinRoom", () => joined);
    await settle(20_000);
    expect(room.refusal).toBeNull();
    expect(room.state).toEqual({ kind: "live" });
  });

  it("joins anew when the server refuses to resume", async () => {
    hub.replies.set("Resume", () => ({ ok: false, code: "not-joined", message: "" }));
    hub.break();
    await settle(1_000);
    expect(hub.sent("JoinRoom")).toHaveLength(2);
    expect(room.state.kind).toBe("live");
  });

  it("shows the own reaction at once and only the others' growth later", () => {
    room.react("heart");
    hub.push("Pulse", { roomId: "r1", viewers: 9, reactions: { heart: 8 } });
    expect(floated).toEqual([{ heart: 1 }, { heart: 2 }]);
    expect(room.view?.viewers).toBe(9);
  });

  it("shows the friends who are here now, of this room only", () => {
    const ann = { userId: "ann", displayName: "Ann" };
    hub.push("FriendsHere", { roomId: "r1", friends: [ann] });
    hub.push("FriendsHere", { roomId: "r2", friends: [] });
    expect(room.friends).toEqual([ann]);
    hub.push("FriendsHere", { roomId: "r1", friends: [] });
    expect(room.friends).toEqual([]);
  });

  it("takes suggestions for this room and leaves those for another", () => {
    const item = {
      productId: "p",
      title: "",
      price: { amountMinor: 1, currency: "CNY" },
      imageUrl: null,
      score: 1,
      reasons: [],
    };
    const changed = { impressionId: "i1", modelVersion: "1", variant: null, items: [item] };
    hub.push("SuggestionsChanged", { ...changed, roomId: "r2" });
    expect(room.suggestions.impressionId).toBeNull();
    hub.push("SuggestionsChanged", { ...changed, roomId: "r1" });
    expect(room.suggestions).toEqual({ impressionId: "i1", items: [item] });
  });

  it("leaves the room and listens no longer once closed", async () => {
    room.close();
    await settle();
    hub.push("Events", events(said(11)));
    expect(hub.sent("LeaveRoom")).toEqual([{ roomId: "r1" }]);
    expect(room.view?.comments).toHaveLength(0);
  });

  it("does not mistake a lost connection for a fault", async () => {
    hub.break();
    await expect(link.invoke("LeaveRoom", { roomId: "r1" })).rejects.toBeInstanceOf(ConnectionLost);
  });
});
