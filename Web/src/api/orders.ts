import type { Money, Page } from "./contract";
import type { HttpClient } from "./http";

/** Why something costs what it does; the amount is below zero. */
export interface PriceStep {
  readonly kind: "deal" | "productDiscount" | "campaign" | "quantityTier" | "voucher";
  readonly sourceId: string;
  readonly name?: string;
  readonly amountMinor: number;
}

/** Of an order, and of what one would be. */
export interface OrderLine {
  readonly lineId: string;
  readonly productId: string;
  readonly sellerId: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly priceVersion: number;
  readonly listTotal: Money;
  readonly steps: readonly PriceStep[];
  readonly total: Money;
  readonly dealId: string | null;
  readonly shipped: number;
  readonly refunded: number;
}

/** What units of a product cost anybody now. */
export interface PriceQuote {
  readonly productId: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly priceVersion: number;
  readonly listTotal: Money;
  readonly steps: readonly PriceStep[];
  readonly total: Money;
  readonly isOnSale: boolean;
  readonly at: string;
}

export interface OrderQuote {
  readonly items: readonly OrderLine[];
  readonly listTotal: Money;
  readonly total: Money;
}

export type OrderStatus = "reserved" | "paid" | "shipped" | "delivered" | "cancelled" | "expired" | "refunded";

export interface OrderPayment {
  readonly status: "none" | "processing" | "succeeded" | "failed" | "actionNeeded";
  readonly paymentId?: string;
  readonly declineCode?: string;
  readonly redirectUrl?: string;
  readonly clientSecret?: string;
}

export interface OrderPart {
  readonly sellerId: string;
  readonly status: OrderStatus;
  readonly total: Money;
  readonly refunded: Money;
}

export interface OrderStep {
  readonly kind: string;
  readonly at: string;
  readonly sellerId?: string;
  readonly amount?: Money;
  readonly detail?: string;
  readonly reference?: string;
}

export interface Order {
  readonly orderId: string;
  readonly status: OrderStatus;
  readonly items: readonly OrderLine[];
  readonly parts: readonly OrderPart[];
  readonly listTotal: Money;
  readonly total: Money;
  readonly refunded: Money;
  readonly payment: OrderPayment;
  readonly roomId: string | null;
  readonly voucherIds: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly timeline: readonly OrderStep[];
  readonly version: number;
}

export interface NewOrderItem {
  readonly productId: string;
  readonly quantity: number;
  readonly dealId?: string;
  readonly claimId?: string;
  /** The price that was shown; with another by now the order is refused. */
  readonly priceVersion?: number;
}

export interface NewOrder {
  readonly items: readonly NewOrderItem[];
  readonly roomId?: string;
  readonly voucherIds?: readonly string[];
  readonly expectedTotal?: Money;
  /** Whether the items leave the cart. */
  readonly fromCart?: boolean;
}

/** An item in the way of an order. */
export interface OrderObstacle {
  readonly productId: string;
  readonly code: string;
  readonly available?: number;
  readonly price?: Money;
}

export interface PaymentProvider {
  readonly provider: string;
}

const id = encodeURIComponent;

/**
 * Orders of who is signed in. Every call that creates or pays takes a key: repeated with the same key it happens once, and
 * the first answer comes again.
 */
export class OrderCalls {
  constructor(private readonly http: HttpClient) {}

  price(productId: string, quantity: number): Promise<PriceQuote> {
    return this.http.request("GET", `/products/${id(productId)}/price`, { query: { quantity } });
  }

  quote(order: NewOrder): Promise<OrderQuote> {
    return this.http.request("POST", "/orders/quote", { body: order });
  }

  /** Holds the units; nothing is paid yet. */
  place(order: NewOrder, idempotencyKey: string): Promise<Order> {
    return this.http.request("POST", "/orders", { body: order, idempotencyKey });
  }

  pay(orderId: string, method: string | null, idempotencyKey: string): Promise<Order> {
    return this.http.request("POST", `/orders/${id(orderId)}/pay`, { body: { method }, idempotencyKey });
  }

  /** An order is cancelled once at most, so its own id is the key. */
  cancel(orderId: string): Promise<Order> {
    return this.http.request("POST", `/orders/${id(orderId)}/cancel`, {
      body: {},
      idempotencyKey: `cancel:${orderId}`,
    });
  }

  get(orderId: string): Promise<Order> {
    return this.http.request("GET", `/orders/${id(orderId)}`);
  }

  list(cursor: string | null, limit = 20): Promise<Page<Order>> {
    return this.http.request("GET", "/orders", { query: { limit, cursor } });
  }

  paymentProvider(): Promise<PaymentProvider> {
    return this.http.request("GET", "/payments");
  }

  /** What the buyer answers the bank that the simulated provider plays. */
  confirmSimulated(paymentId: string, approve: boolean): Promise<void> {
    return this.http.request("POST", `/payments/simulated/${id(paymentId)}/confirm`, { body: { approve } });
  }
}
