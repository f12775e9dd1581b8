import type { Cart, CartCalls } from "../../api/carts";
import { ApiProblem } from "../../api/problem";
import { untilCertain } from "../purchase/certainty";
import { emptyCart, quantityOf, queued, shownCart, withinCart, type CartChange, type ShownCart } from "./cartFold";

export interface CartStoreOptions {
  readonly calls: CartCalls;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly onRefused: (error: unknown) => void;
}

const freshMs = 20_000;
const afterOrderMs = [100, 600, 2_000] as const;

/**
 * The cart of who is signed in. A change is shown at once and sent after those before it; the server's answer replaces
 * what was shown, and a refused change is taken back and said.
 */
export class CartStore {
  problem = $state.raw<unknown>(null);
  /** Whether the server's cart was ever read. */
  isKnown = $state(false);
  private cart = $state.raw<Cart>(emptyCart);
  private changes = $state.raw<readonly CartChange[]>([]);
  private readonly folded: ShownCart = $derived(shownCart(this.cart, this.changes));
  private readAt = 0;
  private sending = false;
  /** Counts who has the cart, so that an answer for somebody else is not shown. */
  private owner = 0;

  constructor(private readonly options: CartStoreOptions) {}

  get shown(): ShownCart {
    return this.folded;
  }

  /** As the server said last. */
  get known(): Cart {
    return this.cart;
  }

  open(): void {
    this.owner++;
    [this.cart, this.changes, this.problem, this.isKnown, this.readAt] = [emptyCart, [], null, false, 0];
    void this.refresh();
  }

  close(): void {
    this.owner++;
    [this.cart, this.changes, this.problem, this.isKnown] = [emptyCart, [], null, false];
  }

  /** Another tab or device may have changed it. */
  refreshWhenOld(): void {
    if (this.options.now() - this.readAt > freshMs) {
      void this.refresh();
    }
  }

  /** An order takes its items out a moment after it is placed. */
  async refreshSoon(): Promise<void> {
    const { owner } = this;
    for (const delay of afterOrderMs) {
      await this.options.wait(delay);
      if (owner === this.owner) {
        await this.refresh();
      }
    }
  }

  async refresh(): Promise<void> {
    const { owner } = this;
    this.problem = null;
    try {
      const cart = await this.options.calls.get();
      // What is being changed is answered with the whole cart anyway.
      if (!this.sending) {
        this.take(cart, owner);
      }
    } catch (error) {
      if (owner === this.owner) {
        this.problem = error;
      }
    }
  }

  change(change: CartChange): void {
    this.changes = queued(this.changes, change, this.sending);
    void this.sendAll();
  }

  private async sendAll(): Promise<void> {
    if (this.sending) {
      return;
    }
    const { owner } = this;
    this.sending = true;
    try {
      while (owner === this.owner && this.changes[0] !== undefined) {
        await this.sendOne(this.changes[0], owner);
      }
    } finally {
      this.sending = false;
    }
  }

  private async sendOne(change: CartChange, owner: number): Promise<void> {
    try {
      const cart = await untilCertain(() => this.deliver(change), {
        wait: this.options.wait,
        onDoubt: () => undefined,
        isOver: () => owner !== this.owner,
      });
      this.take(cart, owner);
    } catch (error) {
      if (owner !== this.owner) {
        return;
      }
      this.options.onRefused(error);
    }
    if (owner === this.owner) {
      this.changes = this.changes.slice(1);
    }
  }

  private async deliver(change: CartChange): Promise<Cart> {
    const { calls } = this.options;
    switch (change.kind) {
      case "set":
        return calls.set(change.productId, this.keepingRoom(change.productId, change.quantity), null);
      case "remove":
        return calls.remove(change.productId);
      case "acknowledge":
        return calls.acknowledge(change.productId, change.priceVersion);
      case "add":
        return this.add(change);
    }
  }

  /**
   * The contract sets how many there are to be, so that adding is to be done on the cart that is meant: with another version
   * by now it is read anew. An answer that was lost also made another version, with the units in it already.
   */
  private async add(change: Extract<CartChange, { kind: "add" }>): Promise<Cart> {
    const { productId } = change.goods;
    const base = this.isKnown ? this.cart : await this.options.calls.get();
    const quantity = withinCart(quantityOf(base, productId) + change.quantity);
    const room = change.roomId === undefined ? {} : { roomId: change.roomId };
    try {
      return await this.options.calls.set(productId, { quantity, ...room }, base.version);
    } catch (error) {
      if (!(error instanceof ApiProblem && error.code === "stale")) {
        throw error;
      }
      const now = await this.options.calls.get();
      if (quantityOf(now, productId) === quantity) {
        return now;
      }
      this.cart = now;
      return this.add(change);
    }
  }

  private keepingRoom(productId: string, quantity: number): { quantity: number; roomId?: string; dealId?: string } {
    const line = this.cart.items.find((known) => known.productId === productId);
    return {
      quantity,
      ...(line?.roomId === undefined ? {} : { roomId: line.roomId }),
      ...(line?.dealId === undefined ? {} : { dealId: line.dealId }),
    };
  }

  private take(cart: Cart, owner: number): void {
    if (owner === this.owner) {
      [this.cart, this.isKnown, this.readAt, this.problem] = [cart, true, this.options.now(), null];
    }
  }
}
