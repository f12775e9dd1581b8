import type { Cart, CartAccess, CartCalls, CartItemChange, GuestCartKey } from "../../api/carts";
import { isCertain } from "../purchase/certainty";
import type { GuestCartKeys } from "./guestCartKeys";

export interface OwnCartOptions {
  readonly userId: string;
  readonly calls: Pick<CartCalls, "own" | "merge">;
  readonly keys: GuestCartKeys;
  /** Resolves when nothing is on its way into the guest's cart. */
  readonly rest: () => Promise<void>;
  /** Hears how many products of a guest's cart found no room. */
  readonly onLeftOut: (count: number) => void;
}

/** The cart of who is signed in. What was put into a cart before signing in goes into it before anything else is done. */
export class OwnCart implements CartAccess {
  private merging: Promise<void> | null = null;

  constructor(private readonly options: OwnCartOptions) {}

  async get(): Promise<Cart> {
    return (await this.whole()).get();
  }

  async set(productId: string, change: CartItemChange, version: string | null): Promise<Cart> {
    return (await this.whole()).set(productId, change, version);
  }

  async remove(productId: string): Promise<Cart> {
    return (await this.whole()).remove(productId);
  }

  async acknowledge(productId: string, priceVersion: number): Promise<Cart> {
    return (await this.whole()).acknowledge(productId, priceVersion);
  }

  private async whole(): Promise<CartAccess> {
    this.merging ??= this.mergeAll().finally(() => {
      this.merging = null;
    });
    await this.merging;
    return this.options.calls.own;
  }

  private async mergeAll(): Promise<void> {
    const { keys, rest, userId } = this.options;
    await rest();
    for (const key of keys.claim(userId)) {
      await this.merge(key);
      keys.settle(userId, key);
    }
  }

  /** While nobody knows whether it was merged, the key stays: asking again changes nothing that was done. */
  private async merge(key: GuestCartKey): Promise<void> {
    try {
      const { leftOut = [] } = await this.options.calls.merge(key);
      if (leftOut.length > 0) {
        this.options.onLeftOut(leftOut.length);
      }
    } catch (error) {
      if (!isCertain(error)) {
        throw error;
      }
      console.warn("The cart from before the sign-in is not to be had any more.", error);
    }
  }
}
