import type { Page } from "../api/contract";
import type { Order } from "../api/orders";

/** One's own orders, page by page, newest first. */
export class OrderList {
  orders = $state.raw<readonly Order[]>([]);
  loading = $state(false);
  problem = $state.raw<unknown>(null);
  private cursor: string | null = null;
  private finished = $state(false);

  constructor(private readonly read: (cursor: string | null) => Promise<Page<Order>>) {}

  get hasMore(): boolean {
    return !this.finished;
  }

  async loadMore(): Promise<void> {
    if (this.loading || this.finished) {
      return;
    }
    this.loading = true;
    this.problem = null;
    try {
      const page = await this.read(this.cursor);
      const shown = new Set(this.orders.map((order) => order.orderId));
      this.orders = [...this.orders, ...page.items.filter((order) => !shown.has(order.orderId))];
      this.cursor = page.nextCursor;
      this.finished = page.nextCursor === null;
    } catch (error) {
      this.problem = error;
    } finally {
      this.loading = false;
    }
  }

  /** Reads the newest again: what is known of them as it is now, and what was not there before in front. */
  async refresh(): Promise<void> {
    const { items } = await this.read(null);
    const newest = new Map(items.map((order) => [order.orderId, order]));
    const shown = new Set(this.orders.map((order) => order.orderId));
    this.orders = [
      ...items.filter((order) => !shown.has(order.orderId)),
      ...this.orders.map((known) => newest.get(known.orderId) ?? known),
    ];
  }

  replace(order: Order): void {
    this.orders = this.orders.map((known) => (known.orderId === order.orderId ? order : known));
  }
}
