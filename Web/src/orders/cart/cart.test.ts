import { describe, expect, it, vi } from "vitest";
import type { Cart, CartAccess, CartItemChange, CartLine } from "../../api/carts";
import { ApiProblem } from "../../api/problem";
import { CartStore } from "./cart.svelte";
import { emptyCart, orderable, queued, shownCart, withinCart, type CartChange, type CartGoods } from "./cartFold";

const price = { amountMinor: 500, currency: "CNY" };
const goods: CartGoods = { productId: "p1", title: "Bowl", imageUrl: null, price };

function line(productId: string, quantity = 1, changes: Partial<CartLine> = {}): CartLine {
  return {
    productId,
    title: productId,
    imageUrl: null,
    sellerId: "s1",
    quantity,
    availability: "available",
    unitsAvailable: 50,
    unitPrice: price,
    priceVersion: 1,
    steps: [],
    total: { ...price, amountMinor: 500 * quantity },
    addedAt: "2026-01-01T12:00:00Z",
    ...changes,
  };
}

const cartOf = (version: string, ...items: readonly CartLine[]): Cart => ({ items, totals: [], version });

const add = (quantity: number, productId = "p1"): CartChange => ({
  kind: "add",
  goods: { ...goods, productId },
  quantity,
});

describe("shownCart", () => {
  it("shows at once what was added, changed and removed", () => {
    const shown = shownCart(cartOf("1", line("p1"), line("p2", 2), line("p3")), [
      add(2),
      add(1, "p4"),
      { kind: "set", productId: "p2", quantity: 5 },
      { kind: "remove", productId: "p3" },
    ]);
    expect(shown.items.map((item) => [item.productId, item.quantity, item.isPending])).toEqual([
      ["p4", 1, true],
      ["p1", 3, true],
      ["p2", 5, true],
    ]);
    expect([shown.units, shown.isPending]).toEqual([9, true]);
  });

  it("takes a price that was acknowledged for the price", () => {
    const moved = line("p1", 1, { priceChange: { from: price, to: { ...price, amountMinor: 600 } } });
    const shown = shownCart(cartOf("1", moved), [{ kind: "acknowledge", productId: "p1", priceVersion: 2 }]);
    expect(shown.items[0]?.priceChange).toBeUndefined();
  });

  it("has no more of a product than a cart may", () => {
    expect(shownCart(cartOf("1", line("p1", 98)), [add(5)]).units).toBe(99);
    expect([0, 1.4, 200].map(withinCart)).toEqual([1, 1, 99]);
  });
});

describe("queued", () => {
  const set = (quantity: number): CartChange => ({ kind: "set", productId: "p1", quantity });

  it("adds up and replaces what still waits", () => {
    expect(queued([add(1)], add(2), false)).toEqual([add(3)]);
    expect(queued([set(2)], set(3), false)).toEqual([set(3)]);
    expect(queued([set(2), add(1, "p2")], { kind: "remove", productId: "p1" }, false)).toEqual([
      add(1, "p2"),
      { kind: "remove", productId: "p1" },
    ]);
  });

  it("leaves alone what is under way", () => {
    expect(queued([add(1)], add(2), true)).toEqual([add(1), add(2)]);
    expect(queued([set(2)], set(3), true)).toEqual([set(2), set(3)]);
  });
});

describe("orderable", () => {
  it("is what is to be had in one currency", () => {
    const cart = cartOf(
      "1",
      line("p1"),
      line("p2", 1, { availability: "soldOut" }),
      line("p3", 1, { total: { amountMinor: 5, currency: "USD" } }),
      line("p4", 9, { availability: "fewer" }),
    );
    expect(orderable(cart, "CNY").map((item) => item.productId)).toEqual(["p1"]);
  });
});

/** A cart as the server keeps one. */
class Server {
  cart = cartOf("1");
  readonly sent: string[] = [];
  failures: unknown[] = [];
  /** Carries the next change out, and loses the answer. */
  losesAnswer = false;

  readonly calls = {
    get: () => Promise.resolve(this.cart),
    set: (productId: string, change: CartItemChange, version: string | null) =>
      this.answer(`set ${productId} ${change.quantity}`, () => {
        if (version !== null && version !== this.cart.version) {
          throw new ApiProblem(412, "stale", {});
        }
        const others = this.cart.items.filter((item) => item.productId !== productId);
        return [line(productId, change.quantity), ...others];
      }),
    remove: (productId: string) =>
      this.answer(`remove ${productId}`, () => this.cart.items.filter((item) => item.productId !== productId)),
    acknowledge: () => Promise.resolve(this.cart),
  } satisfies CartAccess;

  readonly refused = vi.fn();

  open(): CartStore {
    const store = new CartStore({
      now: () => 0,
      wait: () => Promise.resolve(),
      onRefused: this.refused,
    });
    store.open(this.calls);
    return store;
  }

  private async answer(said: string, change: () => readonly CartLine[]): Promise<Cart> {
    this.sent.push(said);
    await Promise.resolve();
    const failure = this.failures.shift();
    if (failure !== undefined) {
      throw failure;
    }
    this.cart = cartOf(String(Number(this.cart.version) + 1), ...change());
    if (this.losesAnswer) {
      this.losesAnswer = false;
      throw ApiProblem.network(new Error("gone"));
    }
    return this.cart;
  }
}

describe("CartStore", () => {
  it("shows a change before it is answered, and what the server says after", async () => {
    const server = new Server();
    const store = server.open();
    store.change(add(2));
    expect([store.shown.units, store.shown.isPending]).toEqual([2, true]);
    await expect.poll(() => store.shown.isPending).toBe(false);
    expect(store.known).toBe(server.cart);
  });

  it("adds to the cart as it is by now, and not twice when the answer is lost", async () => {
    const server = new Server();
    const store = server.open();
    await expect.poll(() => store.isKnown).toBe(true);
    server.cart = cartOf("7", line("p1", 4));
    store.change(add(1));
    await expect.poll(() => store.shown.isPending).toBe(false);
    expect(store.shown.units).toBe(5);

    server.losesAnswer = true;
    store.change(add(1));
    await expect.poll(() => store.shown.isPending).toBe(false);
    expect([store.shown.units, server.cart.items[0]?.quantity]).toEqual([6, 6]);
  });

  it("takes back what is refused and says so", async () => {
    const server = new Server();
    const refusal = new ApiProblem(409, "sold-out", {});
    server.failures = [refusal];
    const store = server.open();
    store.change(add(1));
    await expect.poll(() => store.shown.isPending).toBe(false);
    expect([store.shown.units, server.refused.mock.calls]).toEqual([0, [[refusal]]]);
  });

  it("asks again when nobody knows", async () => {
    const server = new Server();
    server.failures = [ApiProblem.network(new Error("gone")), new ApiProblem(503, "busy", {})];
    const store = server.open();
    store.change(add(1));
    await expect.poll(() => store.shown.isPending).toBe(false);
    expect([store.shown.units, server.refused.mock.calls]).toEqual([1, []]);
  });

  it("says whether a product found its way into the cart", async () => {
    const server = new Server();
    const store = server.open();
    store.change(add(1));
    expect(await store.holds("p1")).toBe(true);
    server.failures = [new ApiProblem(409, "sold-out", {})];
    store.change(add(1, "p2"));
    expect(await store.holds("p2")).toBe(false);
  });

  it("sends what the next one changes, while the last change of the one before is not answered", async () => {
    const before = new Server();
    const after = new Server();
    const store = before.open();
    store.change(add(1));
    store.open(after.calls);
    store.change(add(1, "p2"));
    expect(await store.holds("p2")).toBe(true);
    expect([after.sent, store.shown.units]).toEqual([["set p2 1"], 1]);
  });

  it("is empty for whoever comes next", async () => {
    const server = new Server();
    server.cart = cartOf("3", line("p1"));
    const store = server.open();
    await expect.poll(() => store.isKnown).toBe(true);
    store.close();
    expect([store.shown.units, store.known]).toEqual([0, emptyCart]);
  });
});
