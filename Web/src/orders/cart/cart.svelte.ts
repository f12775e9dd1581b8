import type { Cart, CartAccess } from "../../api/carts";
import { ApiProblem } from "../../api/problem";
import { NoLongerAsked, untilCertain } from "../purchase/certainty";
import { emptyCart, quantityOf, queued, shownCart, withinCart, type CartChange, type ShownCart } from "./cartFold";

export interface CartStoreOptions {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly onRefused: (error: unknown) => void;
}

const freshMs = 20_000;
const afterOrderMs = [100, 600, 2_000] as const;

/** The cart of one owner: what is answered after another took over is not shown. */
interface Holding {
  readonly calls: CartAccess;
  sending: Promise<void> | null;
}

/**
 * The cart of who uses the page. A change is shown at once and sent after those before it; the server's answer replaces
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
  private held: Holding | null = null;

  constructor(private readonly options: CartStoreOptions) {}

  get shown(): ShownCart {
    return this.folded;
  }

  /** As the server said last. */
  get known(): Cart {
    return this.cart;
  }

  open(calls: CartAccess): void {
    this.close();
    this.held = { calls, sending: null };
    void this.refresh();
  }

  close(): void {
    this.held = null;
    [this.cart, this.changes, this.problem, this.isKnown, this.readAt] = [emptyCart, [], null, false, 0];
  }

  /** Another tab or device may have changed it. */
  refreshWhenOld(): void {
    if (this.options.now() - this.readAt > freshMs) {
      void this.refresh();
    }
  }

  /** An order takes its items out a moment after it is placed. */
  async refreshSoon(): Promise<void> {
    const { held } = this;
    for (const delay of afterOrderMs) {
      await this.options.wait(delay);
      if (held === this.held) {
        await this.refresh();
      }
    }
  }

  async refresh(): Promise<void> {
    const { held } = this;
    if (held === null) {
      return;
    }
    this.problem = null;
    try {
      const cart = await held.calls.get();
      // What is being changed is answered with the whole cart anyway.
      if (held.sending === null) {
        this.take(cart, held);
      }
    } catch (error) {
      if (held === this.held) {
        this.problem = error;
      }
    }
  }

  change(change: CartChange): void {
    const { held } = this;
    if (held === null) {
      return;
    }
    this.changes = queued(this.changes, change, held.sending !== null);
    held.sending ??= this.sendAll(held);
  }

  /** Resolves when every change was answered; whether the product is in the cart by then. */
  async holds(productId: string): Promise<boolean> {
    const { held } = this;
    await held?.sending;
    return held === this.held && quantityOf(this.cart, productId) > 0;
  }

  private async sendAll(held: Holding): Promise<void> {
    try {
      while (held === this.held && this.changes[0] !== undefined) {
        await this.sendOne(this.changes[0], held);
      }
    } finally {
      held.sending = null;
    }
  }

  private async sendOne(change: CartChange, held: Holding): Promise<void> {
    try {
      const cart = await untilCertain(() => this.deliver(change, held), {
        wait: this.options.wait,
        onDoubt: () => undefined,
        isOver: () => held !== this.held,
      });
      this.take(cart, held);
    } catch (error) {
      if (held !== this.held) {
        return;
      }
      this.options.onRefused(error);
    }
    if (held === this.held) {
      this.changes = this.changes.slice(1);
    }
  }

  private async deliver(change: CartChange, held: Holding): Promise<Cart> {
    const { calls } = held;
    switch (change.kind) {
      case "set":
        return calls.set(change.productId, this.keepingRoom(change.productId, change.quantity), null);
      case "remove":
        return calls.remove(change.productId);
      case "acknowledge":
        return calls.acknowledge(change.productId, change.priceVersion);
      case "add":
        return this.add(change, held);
    }
  }

  /**
   * The contract sets how many there are to be, so that adding is to be done on the cart that is meant: with another version
   * by now it is read anew. An answer that was lost also made another version, with the units in it already.
   */
  private async add(change: Extract<CartChange, { kind: "add" }>, held: Holding): Promise<Cart> {
    const { calls } = held;
    const { productId } = change.goods;
    const base = this.isKnown ? this.cart : await calls.get();
    const quantity = withinCart(quantityOf(base, productId) + change.quantity);
    const room = change.roomId === undefined ? {} : { roomId: change.roomId };
    try {
      return await calls.set(productId, { quantity, ...room }, base.version);
    } catch (error) {
      if (!(error instanceof ApiProblem && error.code === "stale")) {
        throw error;
      }
      const now = await calls.get();
      if (quantityOf(now, productId) === quantity) {
        return now;
      }
      if (held !== this.held) {
        throw new NoLongerAsked("The cart is somebody else's by now.");
      }
      this.cart = now;
      return this.add(change, held);
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

  private take(cart: Cart, held: Holding): void {
    if (held === this.held) {
      [this.cart, this.isKnown, this.readAt, this.problem] = [cart, true, this.options.now(), null];
    }
  }
}
