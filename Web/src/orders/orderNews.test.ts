import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Notice } from "../api/contract";
import type { Order } from "../api/orders";
import type { ConnectionState, HubLink } from "../live/hubLink";
import { OrderList } from "./orderList.svelte";
import { deafMs, OrderNews } from "./orderNews";

let tell: (notice: Notice) => void = () => undefined;
let move: (state: ConnectionState) => void = () => undefined;
const link = {
  state: { kind: "connecting" },
  on: (_: string, handler: never) => {
    tell = handler;
    return () => undefined;
  },
  onState: (listener: typeof move) => {
    move = listener;
    return () => undefined;
  },
} as unknown as Pick<HubLink, "on" | "onState" | "state">;

describe("OrderNews", () => {
  const unwatched = vi.fn();
  const listener = vi.fn();
  let news: OrderNews;

  beforeEach(() => {
    vi.clearAllMocks();
    vi.useFakeTimers();
    news = new OrderNews(link, unwatched);
  });

  afterEach(() => vi.useRealTimers());

  it("tells who looks at an order, and somebody else of all others", () => {
    news.watch("o1", listener);
    tell({ kind: "order.paid", text: "", subjectId: "o1" });
    expect(listener).toHaveBeenCalledTimes(1);
    tell({ kind: "order.paid", text: "", subjectId: "o2" });
    expect(listener).toHaveBeenCalledTimes(1);
    expect(unwatched).toHaveBeenCalledTimes(1);
    tell({ kind: "room.banned", text: "" });
    expect(unwatched).toHaveBeenCalledTimes(1);
  });

  it("has everybody look when the server listens, for what happened before is told to nobody", () => {
    const [other, all] = [vi.fn(), vi.fn()];
    news.watch("o1", listener);
    news.whenMissed(all);
    move({ kind: "live" });
    news.watch("o2", other);
    vi.advanceTimersByTime(deafMs - 1);
    expect(listener).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect([listener, other, all].map((called) => called.mock.calls.length)).toEqual([1, 1, 1]);
    expect(unwatched).not.toHaveBeenCalled();
  });

  it("waits for the next connection when one is lost at once", () => {
    news.watch("o1", listener);
    move({ kind: "live" });
    move({ kind: "stale", since: 0 });
    vi.advanceTimersByTime(10 * deafMs);
    expect(listener).not.toHaveBeenCalled();
    move({ kind: "live" });
    vi.advanceTimersByTime(deafMs);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it("tells nobody who has looked away", () => {
    news.watch("o1", listener)();
    news.whenMissed(listener)();
    move({ kind: "live" });
    vi.advanceTimersByTime(deafMs);
    expect(listener).not.toHaveBeenCalled();
  });
});

describe("OrderList", () => {
  const order = (orderId: string, status = "paid"): Order => ({ orderId, status }) as Order;

  it("shows the newest as they are now, new ones in front, and keeps older pages", async () => {
    const pages = [
      { items: [order("o2"), order("o1")], nextCursor: "c" },
      { items: [order("o0")], nextCursor: null },
      { items: [order("o3"), order("o2", "delivered")], nextCursor: "d" },
    ];
    const list = new OrderList(() => Promise.resolve(pages.shift() as never));
    await list.loadMore();
    await list.loadMore();
    await list.refresh();
    expect(list.orders.map(({ orderId, status }) => `${orderId} ${status}`)).toEqual([
      "o3 paid",
      "o2 delivered",
      "o1 paid",
      "o0 paid",
    ]);
  });
});
