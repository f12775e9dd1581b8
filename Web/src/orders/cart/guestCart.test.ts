import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Cart, CartAccess, CartLine, GuestCartKey, MergedCart } from "../../api/carts";
import { ApiProblem } from "../../api/problem";
import { emptyCart } from "./cartFold";
import { GuestCart } from "./guestCart";
import { GuestCartKeys, guestCartSlot } from "./guestCartKeys";
import { OwnCart } from "./ownCart";

const none = (): ApiProblem => new ApiProblem(404, "not-found", {});

/** Carts as the server keeps them, by how many of what is in them. */
class Server {
  readonly guests = new Map<string, Map<string, number>>();
  readonly mergedInto = new Map<string, string>();
  readonly users = new Map<string, Map<string, number>>();
  readonly asked: string[] = [];
  failures: unknown[] = [];
  leftOut: readonly string[] = [];

  readonly open = async (): Promise<GuestCartKey> => {
    await this.ask("open");
    const cartId = `g${this.guests.size + 1}`;
    this.guests.set(cartId, new Map());
    return { cartId, secret: `secret of ${cartId}` };
  };

  readonly at = ({ cartId, secret }: GuestCartKey): CartAccess =>
    this.access(cartId, () => {
      const units = this.guests.get(cartId);
      if (units === undefined || secret !== `secret of ${cartId}`) {
        throw none();
      }
      if (this.mergedInto.has(cartId)) {
        throw new ApiProblem(409, "illegal-step", {});
      }
      return units;
    });

  as(userId: string): { own: CartAccess; merge: (key: GuestCartKey) => Promise<MergedCart> } {
    const units = this.users.get(userId) ?? new Map<string, number>();
    this.users.set(userId, units);
    return {
      own: this.access(userId, () => units),
      merge: async ({ cartId }) => {
        await this.ask(`merge ${cartId}`);
        const guest = this.guests.get(cartId);
        if (guest === undefined || (this.mergedInto.get(cartId) ?? userId) !== userId) {
          throw none();
        }
        if (!this.mergedInto.has(cartId)) {
          this.mergedInto.set(cartId, userId);
          for (const [productId, count] of guest) {
            units.set(productId, (units.get(productId) ?? 0) + count);
          }
        }
        return { ...cartOf(units), leftOut: this.leftOut };
      },
    };
  }

  private access(name: string, find: () => Map<string, number>): CartAccess {
    const answer = async (said: string, change: (units: Map<string, number>) => void): Promise<Cart> => {
      await this.ask(`${said} ${name}`);
      const units = find();
      change(units);
      return cartOf(units);
    };
    return {
      get: () => answer("get", () => undefined),
      set: (productId, { quantity }, version) =>
        answer(`set ${productId} ${quantity} @${version ?? "any"}`, (units) => units.set(productId, quantity)),
      remove: (productId) => answer(`remove ${productId}`, (units) => units.delete(productId)),
      acknowledge: (productId) => answer(`acknowledge ${productId}`, () => undefined),
    };
  }

  private async ask(what: string): Promise<void> {
    this.asked.push(what);
    await Promise.resolve();
    const failure = this.failures.shift();
    if (failure !== undefined) {
      throw failure;
    }
  }
}

function cartOf(units: ReadonlyMap<string, number>): Cart {
  const items = [...units].map(([productId, quantity]) => ({ productId, quantity }) as CartLine);
  return { items, totals: [], version: "1" };
}

const unitsOf = (cart: Cart): readonly (readonly [string, number])[] =>
  cart.items.map(({ productId, quantity }) => [productId, quantity]);

class Memory {
  readonly kept = new Map<string, string>();
  readonly getItem = (key: string): string | null => this.kept.get(key) ?? null;
  readonly setItem = (key: string, value: string): void => void this.kept.set(key, value);
  readonly removeItem = (key: string): void => void this.kept.delete(key);
}

let server = new Server();
let memory = new Memory();
let keys = new GuestCartKeys(memory);
const leftOut = vi.fn();

beforeEach(() => {
  [server, memory] = [new Server(), new Memory()];
  keys = new GuestCartKeys(memory);
  leftOut.mockReset();
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
});

/** Of one tab; what is done exclusively waits for what was before. */
let turn: Promise<unknown> = Promise.resolve();
const exclusively = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
};
const guest = (): GuestCart => new GuestCart({ calls: server, keys, exclusively });

const user = (userId: string, rest: () => Promise<void> = () => Promise.resolve()): OwnCart =>
  new OwnCart({ userId, calls: server.as(userId), keys, rest, onLeftOut: leftOut });

describe("GuestCart", () => {
  it("is opened by the first thing that is put in, and remembered", async () => {
    expect(await guest().get()).toBe(emptyCart);
    expect(server.asked).toEqual([]);
    await guest().set("p1", { quantity: 2 }, emptyCart.version);
    expect(unitsOf(await guest().get())).toEqual([["p1", 2]]);
    expect(server.asked).toEqual(["open", "set p1 2 @any g1", "get g1"]);
  });

  it("is one cart when two tabs open it at once", async () => {
    await Promise.all([
      guest().set("p1", { quantity: 1 }, emptyCart.version),
      guest().set("p2", { quantity: 1 }, emptyCart.version),
    ]);
    expect(server.guests.size).toBe(1);
    // The second tab has not seen what the first has put in.
    expect(server.asked.filter((what) => what.startsWith("set"))).toEqual(["set p1 1 @any g1", "set p2 1 @0 g1"]);
  });

  it.each([
    ["was thrown away", () => server.guests.clear()],
    ["went into a user's", () => server.mergedInto.set("g1", "u1")],
  ])("begins anew when the cart %s", async (_, happens) => {
    await guest().set("p1", { quantity: 1 }, null);
    happens();
    expect(await guest().get()).toBe(emptyCart);
    expect(keys.open).toBeNull();
    await guest().set("p2", { quantity: 1 }, null);
    expect(unitsOf(await guest().get())).toEqual([["p2", 1]]);
  });

  it("keeps the cart when something else is refused or unknown", async () => {
    await guest().set("p1", { quantity: 1 }, null);
    for (const failure of [new ApiProblem(409, "sold-out", {}), ApiProblem.network(new Error("gone"))]) {
      server.failures = [failure];
      await expect(guest().set("p2", { quantity: 1 }, null)).rejects.toBe(failure);
    }
    expect(keys.open?.cartId).toBe("g1");
  });

  it("has nothing to change before it is there", async () => {
    expect(await guest().remove("p1")).toBe(emptyCart);
    expect(await guest().acknowledge("p1", 1)).toBe(emptyCart);
    expect(server.asked).toEqual([]);
  });
});

describe("OwnCart", () => {
  it("has what was put into a cart before signing in, once", async () => {
    await guest().set("p1", { quantity: 2 }, null);
    const own = user("u1");
    await own.set("p2", { quantity: 1 }, null);
    expect(unitsOf(await own.get())).toEqual([
      ["p1", 2],
      ["p2", 1],
    ]);
    expect(server.asked.filter((what) => what.startsWith("merge"))).toEqual(["merge g1"]);
    expect(memory.kept.size).toBe(0);
  });

  it("asks again with the next answer when nobody knows whether it was merged", async () => {
    await guest().set("p1", { quantity: 2 }, null);
    server.failures = [ApiProblem.network(new Error("gone"))];
    await expect(user("u1").get()).rejects.toThrow("gone");
    // Another day, another page.
    expect(unitsOf(await user("u1").get())).toEqual([["p1", 2]]);
    expect(unitsOf(await user("u1").get())).toEqual([["p1", 2]]);
    expect(memory.kept.size).toBe(0);
  });

  it("is merged once by two tabs and two questions at a time", async () => {
    await guest().set("p1", { quantity: 2 }, null);
    const own = user("u1");
    const answers = await Promise.all([own.get(), own.get(), user("u1").get()]);
    expect(answers.map(unitsOf)).toEqual(Array.from(answers, () => [["p1", 2]]));
    expect(server.asked.filter((what) => what.startsWith("merge")).length).toBeLessThanOrEqual(2);
  });

  it("never gets what somebody else put in, even if that was not merged", async () => {
    await guest().set("p1", { quantity: 2 }, null);
    server.failures = [new ApiProblem(503, "busy", {})];
    await expect(user("u1").get()).rejects.toThrow();
    expect(await guest().get()).toBe(emptyCart);
    await guest().set("p3", { quantity: 1 }, null);
    expect(unitsOf(await user("u2").get())).toEqual([["p3", 1]]);
    expect(unitsOf(await user("u1").get())).toEqual([["p1", 2]]);
  });

  it("says what found no room", async () => {
    await guest().set("p1", { quantity: 2 }, null);
    server.leftOut = ["p1", "p2"];
    await user("u1").get();
    expect(leftOut.mock.calls).toEqual([[2]]);
  });

  it("goes on without a cart that is no more", async () => {
    await guest().set("p1", { quantity: 2 }, null);
    server.guests.clear();
    expect(unitsOf(await user("u1").get())).toEqual([]);
    expect(memory.kept.size).toBe(0);
  });

  it("waits for what is on its way into the guest's", async () => {
    const before = guest();
    const adding = before.set("p1", { quantity: 2 }, null);
    const own = await user("u1", () => before.rest()).get();
    await adding;
    expect(unitsOf(own)).toEqual([["p1", 2]]);
  });
});

describe("GuestCartKeys", () => {
  it.each(["", "{", "null", "7", '{"cartId":"g1"}', '[{"cartId":"g1"},null,7]'])("finds no key in %j", (text) => {
    memory.setItem(guestCartSlot, text);
    expect(keys.open).toBeNull();
  });

  it("forgets only the cart that is gone", () => {
    keys.keep({ cartId: "g2", secret: "s" });
    keys.forget({ cartId: "g1", secret: "s" });
    expect(keys.open?.cartId).toBe("g2");
  });
});
