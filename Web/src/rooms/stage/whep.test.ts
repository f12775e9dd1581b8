import { describe, expect, it, vi } from "vitest";
import { openWhep, type WhepParts } from "./whep";

class FakePeer extends EventTarget {
  iceGatheringState = "complete";
  connectionState = "new";
  localDescription: { sdp: string } | null = null;
  remote: unknown = null;
  closed = false;
  readonly received: string[] = [];

  addTransceiver(kind: string, init: { direction: string }): void {
    this.received.push(`${kind} ${init.direction}`);
  }

  createOffer(): Promise<{ sdp: string }> {
    return Promise.resolve({ sdp: "offer" });
  }

  setLocalDescription(description: { sdp: string }): Promise<void> {
    this.localDescription = description;
    return Promise.resolve();
  }

  setRemoteDescription(description: unknown): Promise<void> {
    this.remote = description;
    return Promise.resolve();
  }

  close(): void {
    this.closed = true;
  }
}

const url = "https://video.test/tea/whep";

function open(answer: () => Promise<Response>) {
  const peer = new FakePeer();
  const fetched = vi.fn((_url: string, init?: RequestInit) =>
    init?.method === "DELETE" ? Promise.resolve(new Response(null)) : answer(),
  );
  const events = { onStream: vi.fn(), onFailed: vi.fn() };
  const parts = { createPeer: () => peer, fetch: fetched } as unknown as WhepParts;
  return { peer, fetched, events, stop: openWhep(url, events, parts) };
}

function created(): Promise<Response> {
  return Promise.resolve(new Response("answer", { status: 201, headers: { location: "/tea/whep/7" } }));
}

describe("openWhep", () => {
  it("offers to receive, takes the answer, and deletes the resource in the end", async () => {
    const { peer, fetched, events, stop } = open(created);
    await vi.waitFor(() => expect(peer.remote).toEqual({ type: "answer", sdp: "answer" }));
    const stream = {} as MediaStream;
    peer.dispatchEvent(Object.assign(new Event("track"), { streams: [stream] }));
    await Promise.resolve();
    stop();

    expect(peer.received).toEqual(["video recvonly", "audio recvonly"]);
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ method: "POST", body: "offer" });
    expect(events.onStream).toHaveBeenCalledWith(stream);
    expect(fetched.mock.calls[1]?.[0]).toBe("https://video.test/tea/whep/7");
    expect(peer.closed).toBe(true);
    expect(events.onFailed).not.toHaveBeenCalled();
  });

  it("says so when the provider refuses", async () => {
    const { events } = open(() => Promise.resolve(new Response(null, { status: 404 })));
    await vi.waitFor(() => expect(events.onFailed).toHaveBeenCalledOnce());
  });

  it("says so when the connection fails", () => {
    const { peer, events } = open(created);
    peer.connectionState = "failed";
    peer.dispatchEvent(new Event("connectionstatechange"));
    expect(events.onFailed).toHaveBeenCalledOnce();
  });

  it("that is stopped early is silent about its end", async () => {
    const { peer, events, stop } = open(() => Promise.reject(new DOMException("", "AbortError")));
    stop();
    await Promise.resolve();
    await Promise.resolve();
    expect(peer.closed).toBe(true);
    expect(events.onFailed).not.toHaveBeenCalled();
  });
});
