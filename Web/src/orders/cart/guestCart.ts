import type { Cart, CartAccess, CartCalls, CartItemChange } from "../../api/carts";
import { ApiProblem } from "../../api/problem";
import { emptyCart } from "./cartFold";
import type { GuestCartKeys } from "./guestCartKeys";

export interface GuestCartOptions {
  readonly calls: Pick<CartCalls, "open" | "at">;
  readonly keys: GuestCartKeys;
  /** One at a time across tabs, so that two do not open a cart each. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
}

/** The cart of whoever has not signed in: opened by the first thing that is put in, and empty until then. */
export class GuestCart implements CartAccess {
  private lastChange: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: GuestCartOptions) {}

  /** Resolves when what was under way is answered, however it ends. */
  async rest(): Promise<void> {
    await this.lastChange;
  }

  async get(): Promise<Cart> {
    return (await this.reach((cart) => cart.get())) ?? emptyCart;
  }

  set(productId: string, change: CartItemChange, version: string | null): Promise<Cart> {
    return this.noted(this.put(productId, change, version));
  }

  remove(productId: string): Promise<Cart> {
    return this.noted(this.orEmpty((cart) => cart.remove(productId)));
  }

  acknowledge(productId: string, priceVersion: number): Promise<Cart> {
    return this.noted(this.orEmpty((cart) => cart.acknowledge(productId, priceVersion)));
  }

  private async put(productId: string, change: CartItemChange, version: string | null): Promise<Cart> {
    const changed = await this.reach((cart) => cart.set(productId, change, version));
    if (changed !== null) {
      return changed;
    }
    return this.options.exclusively(() => this.putFirst(productId, change, version));
  }

  /** Other tabs hear of the cart with the key: what was put in is in it by then. */
  private async putFirst(productId: string, change: CartItemChange, version: string | null): Promise<Cart> {
    const { calls, keys } = this.options;
    if (keys.open !== null) {
      // Of another tab, which has put something in meanwhile.
      return calls.at(keys.open).set(productId, change, version);
    }
    const key = await calls.open();
    // Nobody has a version of a cart that is new.
    const cart = await calls.at(key).set(productId, change, null);
    keys.keep(key);
    return cart;
  }

  private async orEmpty(work: (cart: CartAccess) => Promise<Cart>): Promise<Cart> {
    return (await this.reach(work)) ?? emptyCart;
  }

  /** Null when there is no cart, or none any more. */
  private async reach(work: (cart: CartAccess) => Promise<Cart>): Promise<Cart | null> {
    const { calls, keys } = this.options;
    const key = keys.open;
    if (key === null) {
      return null;
    }
    try {
      return await work(calls.at(key));
    } catch (error) {
      if (!isGone(error)) {
        throw error;
      }
      keys.forget(key);
      return null;
    }
  }

  private noted(change: Promise<Cart>): Promise<Cart> {
    this.lastChange = change.catch(() => undefined);
    return change;
  }
}

/** Thrown away, or it went into a user's. */
function isGone(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 404 || error.code === "illegal-step");
}
