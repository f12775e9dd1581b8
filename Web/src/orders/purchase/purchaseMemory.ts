import type { NewOrder } from "../../api/orders";

/** What was begun and not answered for certain: the keys under which it may be asked again, and nothing else. */
export interface BegunPurchase {
  /** Milliseconds since 1970, by this device's clock. */
  readonly begunAt: number;
  readonly order: NewOrder;
  readonly placeKey: string;
  /** Known once the order is placed. */
  readonly orderId?: string;
  readonly method: string | null;
  /** Of the attempt to pay that waits for its answer. */
  readonly payKey?: string;
}

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** After so long nobody expects that what they pressed is still being done: it is not done by itself any more. */
const freshMs = 10 * 60_000;

/**
 * Where a page keeps what it has begun to buy, before it asks for it: a page that is loaded anew, or another tab, goes on
 * under the same keys, so that nothing is bought twice. One purchase for each user and place to buy from.
 */
export class PurchaseMemory {
  constructor(
    private readonly store: Store,
    private readonly userId: string,
    private readonly now: () => number,
  ) {}

  find(slot: string): BegunPurchase | null {
    const begun = read(this.store.getItem(this.keyOf(slot)));
    if (begun === null || this.isFresh(begun)) {
      return begun;
    }
    if (begun.orderId === undefined) {
      // If it arrived at all it holds units that nobody pays, and lapses by itself.
      this.forget(slot);
      return null;
    }
    const { payKey: _, ...looked } = begun;
    return looked;
  }

  keep(slot: string, begun: BegunPurchase): void {
    this.store.setItem(this.keyOf(slot), JSON.stringify(begun));
  }

  forget(slot: string): void {
    this.store.removeItem(this.keyOf(slot));
  }

  private isFresh(begun: BegunPurchase): boolean {
    return Math.abs(this.now() - begun.begunAt) <= freshMs;
  }

  private keyOf(slot: string): string {
    return `socialcommerce.purchase.${this.userId}.${slot}`;
  }
}

/** Null for what is not there or was written by something else. */
function read(text: string | null): BegunPurchase | null {
  if (text === null) {
    return null;
  }
  try {
    const value = JSON.parse(text) as Partial<BegunPurchase> | null;
    return typeof value?.placeKey === "string" && typeof value.begunAt === "number" && Array.isArray(value.order?.items)
      ? (value as BegunPurchase)
      : null;
  } catch (error) {
    console.debug("What this browser kept of a purchase cannot be read.", error);
    return null;
  }
}
