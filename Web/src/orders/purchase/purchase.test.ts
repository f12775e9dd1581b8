import { describe, expect, it } from "vitest";
import type { NewOrder, Order } from "../../api/orders";
import { ApiProblem } from "../../api/problem";
import { askAgainMs, isCertain } from "./certainty";
import { Purchase, type PurchaseOptions } from "./purchase.svelte";
import { PurchaseMemory } from "./purchaseMemory";
import { canCancel, holdSeconds, standingOf } from "./standing";

const money = { amountMinor: 990, currency: "CNY" };
const start = Date.parse("2026-01-01T12:00:00Z");
const wanted: NewOrder = { items: [{ productId: "p1", quantity: 1, priceVersion: 1 }], expectedTotal: money };

function order(changes: Partial<Order> = {}): Order {
  return {
    orderId: "o1",
    status: "reserved",
    items: [],
    parts: [],
    listTotal: money,
    total: money,
    refunded: { ...money, amountMinor: 0 },
    payment: { status: "none" },
    roomId: null,
    voucherIds: [],
    createdAt: "2026-01-01T12:00:00Z",
    expiresAt: "2026-01-01T12:15:00Z",
    timeline: [],
    version: 1,
    ...changes,
  };
}

const paid = order({ status: "paid", payment: { status: "succeeded" } });
const lost = (): ApiProblem => ApiProblem.network(new Error("gone"));
const refusal = (status: number, code: string): ApiProblem => new ApiProblem(status, code, {});

/** A server that answers what a test gives it, one answer after the other, and remembers the keys. */
class Shop {
  readonly asked: string[] = [];
  readonly kept = new Map<string, string>();
  news: (() => void) | null = null;
  clock = start;
  pause: () => Promise<void> = () => Promise.resolve();
  private ids = 0;

  constructor(private readonly answers: Record<string, (Order | Error | Promise<Order>)[]>) {}

  open(): Purchase {
    const answer = (name: string, said: string): Promise<Order> => {
      this.asked.push(`${name} ${said}`);
      const next = this.answers[name]?.shift() ?? new Error(`Nothing to answer to ${name}.`);
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    };
    const options: PurchaseOptions = {
      slot: "test",
      memory: this.memory(),
      calls: {
        place: (_, key) => answer("place", key),
        pay: (orderId, method, key) => answer("pay", `${orderId} ${method} ${key}`),
        get: (orderId) => answer("get", orderId),
        cancel: (orderId) => answer("cancel", orderId),
        confirmSimulated: async (paymentId, approve) => void (await answer("confirm", `${paymentId} ${approve}`)),
      },
      newId: () => `key${++this.ids}`,
      now: () => this.clock,
      serverNow: () => this.clock,
      wait: () => this.pause(),
      watch: (_, listener) => {
        this.news = listener;
        return () => (this.news = null);
      },
    };
    return new Purchase(options);
  }

  memory(userId = "u1"): PurchaseMemory {
    return new PurchaseMemory(
      {
        getItem: (key) => this.kept.get(key) ?? null,
        setItem: (key, value) => void this.kept.set(key, value),
        removeItem: (key) => void this.kept.delete(key),
      },
      userId,
      () => this.clock,
    );
  }
}

describe("isCertain", () => {
  it.each([
    [lost(), false],
    [refusal(500, "internal"), false],
    [refusal(503, "busy"), false],
    [refusal(429, "rate-limited"), false],
    [refusal(401, "unauthenticated"), false],
    [refusal(409, "request-running"), false],
    [refusal(409, "sold-out"), true],
    [refusal(422, "payment-declined"), true],
    [new TypeError("a defect"), false],
  ])("%s: %s", (error, certain) => expect(isCertain(error)).toBe(certain));

  it("waits as long as the server wishes, else longer and longer", () => {
    expect(askAgainMs(0, new ApiProblem(503, "busy", { retryAfterMs: 40 }))).toBe(40);
    expect([0, 1, 2, 9].map((attempt) => askAgainMs(attempt, lost()))).toEqual([600, 1_200, 2_400, 5_000]);
  });
});

describe("standingOf", () => {
  it("follows the order, its payment and the server's clock", () => {
    expect(standingOf(order(), start)).toBe("payable");
    expect(standingOf(order({ payment: { status: "failed" } }), start)).toBe("payable");
    expect(standingOf(order(), Date.parse("2026-01-01T12:15:00Z"))).toBe("over");
    expect(standingOf(order({ payment: { status: "processing" } }), start + 3_600_000)).toBe("deciding");
    expect(standingOf(order({ payment: { status: "actionNeeded" } }), start)).toBe("acting");
    expect(standingOf(order({ status: "shipped" }), start)).toBe("paid");
    expect(standingOf(order({ status: "refunded" }), start)).toBe("over");
  });

  it("counts down to the end of the hold", () => {
    expect(holdSeconds(order(), start + 500)).toBe(900);
    expect(holdSeconds(order(), start + 3_600_000)).toBe(0);
  });

  it("lets what was not sent be cancelled", () => {
    expect([order(), paid, order({ status: "shipped" }), order({ status: "expired" })].map(canCancel)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("Purchase", () => {
  it("places, pays and forgets its keys", async () => {
    const shop = new Shop({ place: [order()], pay: [paid] });
    const purchase = shop.open();
    await purchase.buy(wanted, "test-card");
    expect(purchase.state).toEqual({ kind: "paid", order: paid });
    expect(shop.asked).toEqual(["place key1", "pay o1 test-card key2"]);
    expect(shop.kept.size).toBe(0);
  });

  it("buys once when the button is pressed twice", async () => {
    const shop = new Shop({ place: [order()], pay: [paid] });
    const purchase = shop.open();
    await Promise.all([purchase.buy(wanted, null), purchase.buy(wanted, null)]);
    expect(shop.asked.filter((said) => said.startsWith("place"))).toHaveLength(1);
  });

  it("asks again under the same key when answers are lost", async () => {
    const shop = new Shop({ place: [lost(), refusal(503, "busy"), order()], pay: [lost(), paid] });
    const purchase = shop.open();
    await purchase.buy(wanted, null);
    expect(shop.asked).toEqual(["place key1", "place key1", "place key1", "pay o1 null key2", "pay o1 null key2"]);
    expect(purchase.state.kind).toBe("paid");
  });

  it("goes on under the same keys after the page was loaded anew while placing", async () => {
    const shop = new Shop({ place: [new Promise(() => undefined), order()], pay: [paid] });
    void shop.open().buy(wanted, "test-card");
    const second = shop.open();
    expect(await second.resume()).toBe(true);
    expect(shop.asked).toEqual(["place key1", "place key1", "pay o1 test-card key2"]);
    expect(second.state.kind).toBe("paid");
  });

  it("repeats the payment under its key after the page was loaded anew while paying", async () => {
    const shop = new Shop({ place: [order()], pay: [new Promise(() => undefined), paid], get: [order()] });
    void shop.open().buy(wanted, null);
    await new Promise((resolve) => setTimeout(resolve));
    await shop.open().resume();
    expect(shop.asked).toEqual(["place key1", "pay o1 null key2", "get o1", "pay o1 null key2"]);
  });

  it("says a refusal and leaves nothing kept", async () => {
    const shop = new Shop({ place: [refusal(409, "sold-out")] });
    const purchase = shop.open();
    await purchase.buy(wanted, null);
    expect(purchase.state).toMatchObject({ kind: "refused", problem: { code: "sold-out" } });
    expect(await shop.open().resume()).toBe(false);
  });

  it("keeps the order after a card was declined, and pays with another under a new key", async () => {
    const declined = order({ payment: { status: "failed", declineCode: "card_declined" } });
    const shop = new Shop({
      place: [order()],
      pay: [refusal(422, "payment-declined"), paid],
      get: [declined, declined],
    });
    const purchase = shop.open();
    await purchase.buy(wanted, "test-declined");
    expect(purchase.state).toEqual({ kind: "payable", order: declined });
    await purchase.pay("test-card");
    expect(shop.asked).toEqual([
      "place key1",
      "pay o1 test-declined key2",
      "get o1",
      "get o1",
      "pay o1 test-card key3",
    ]);
    expect(purchase.state.kind).toBe("paid");
  });

  it("finds out by itself what a payment in doubt came to", async () => {
    const deciding = order({ payment: { status: "processing" } });
    const shop = new Shop({ place: [order()], pay: [deciding], get: [deciding, lost() as never, paid] });
    const purchase = shop.open();
    await purchase.buy(wanted, null);
    expect(purchase.state.kind).toBe("deciding");
    await expect.poll(() => purchase.state.kind).toBe("paid");
    expect(shop.kept.size).toBe(0);
  });

  it("looks when the server has news", async () => {
    const declined = order({ payment: { status: "failed" } });
    const shop = new Shop({
      place: [order()],
      pay: [refusal(422, "payment-declined")],
      get: [declined, order({ status: "expired" })],
    });
    const purchase = shop.open();
    await purchase.buy(wanted, null);
    shop.news?.();
    await expect.poll(() => purchase.state.kind).toBe("over");
  });

  it("hears no answer that comes after it was given up", async () => {
    let answer: (order: Order) => void = () => undefined;
    const shop = new Shop({ place: [new Promise((resolve) => (answer = resolve))] });
    const purchase = shop.open();
    const buying = purchase.buy(wanted, null);
    purchase.reset();
    answer(order());
    await buying;
    expect(purchase.state.kind).toBe("ready");
    expect(shop.asked).toEqual(["place key1"]);
  });

  it("asks no more after it was cancelled", async () => {
    const deciding = order({ payment: { status: "actionNeeded", paymentId: "sim_1" } });
    const over = order({ status: "cancelled" });
    const shop = new Shop({ place: [order()], pay: [deciding], cancel: [over] });
    let go: () => void = () => undefined;
    shop.pause = () => new Promise((resolve) => (go = resolve));
    const purchase = shop.open();
    await purchase.buy(wanted, "test-action");
    await purchase.cancel();
    go();
    await new Promise((resolve) => setTimeout(resolve));
    expect(purchase.state).toEqual({ kind: "over", order: over });
    expect(shop.asked.filter((said) => said.startsWith("get"))).toEqual([]);
    expect(shop.kept.size).toBe(0);
  });

  it("lets the buyer confirm at the bank of the simulated provider", async () => {
    const acting = order({ payment: { status: "actionNeeded", paymentId: "sim_1" } });
    const shop = new Shop({ place: [order()], pay: [acting], confirm: [paid], get: [paid] });
    shop.pause = () => new Promise(() => undefined);
    const purchase = shop.open();
    await purchase.buy(wanted, "test-action");
    await purchase.confirm(true);
    expect(shop.asked).toContain("confirm sim_1 true");
    expect(purchase.state.kind).toBe("paid");
  });
});

describe("PurchaseMemory", () => {
  const begun = { begunAt: start, order: wanted, placeKey: "k1", method: null };

  it("keeps what was begun apart for each user and place", () => {
    const shop = new Shop({});
    shop.memory("u1").keep("cart", begun);
    expect(shop.memory("u1").find("cart")).toEqual(begun);
    expect([shop.memory("u2").find("cart"), shop.memory("u1").find("p1")]).toEqual([null, null]);
  });

  it("does by itself nothing that nobody expects any more", () => {
    const shop = new Shop({});
    shop.memory().keep("placing", begun);
    shop.memory().keep("paying", { ...begun, orderId: "o1", payKey: "k2" });
    shop.clock += 11 * 60_000;
    expect(shop.memory().find("placing")).toBeNull();
    expect(shop.memory().find("paying")).toEqual({ ...begun, orderId: "o1" });
  });

  it("does not trip over what it did not write", () => {
    const shop = new Shop({});
    for (const text of ["{", "null", "1", '{"placeKey":"k"}']) {
      shop.kept.set("socialcommerce.purchase.u1.cart", text);
      expect(shop.memory().find("cart")).toBeNull();
    }
  });
});
