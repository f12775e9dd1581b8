import { newId } from "../app/ids";
import type { Money, Page, Product } from "./contract";
import type { HttpClient } from "./http";

const id = encodeURIComponent;

export interface OwnProduct extends Product {
  readonly isHidden: boolean;
}

export interface ProductFields {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly brand: string;
  readonly price: Money;
  readonly imageUrl: string | null;
}

export interface NewProduct extends ProductFields {
  readonly stock: number;
}

/** One line of an import, in the order of the lines. */
export interface ImportLine {
  readonly line: number;
  readonly status: "created" | "updated" | "error";
  readonly productId?: string;
  readonly code?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

export interface StockPolicy {
  readonly buyerMax: number | null;
  readonly lowAt: number | null;
  readonly shards: number | null;
}

export interface StockReport {
  readonly productId: string;
  readonly available: number;
  readonly reserved: number;
  readonly sold: number;
  readonly received: number;
  readonly policy: StockPolicy;
}

export type AdjustmentKind = "receive" | "correct" | "setAvailable";

export interface StockMovement {
  readonly kind: string;
  readonly at: string;
  readonly subjectId: string | null;
  readonly quantity: number;
  readonly sold: number | null;
  readonly released: number | null;
  readonly reason: string | null;
  readonly entry: number;
}

export interface StockAlert {
  readonly productId: string;
  readonly kind: "low" | "out" | "back";
  readonly available: number;
  readonly lowAt: number | null;
  readonly at: string;
}

export type SaleStatus = "reserved" | "paid" | "shipped" | "delivered" | "cancelled" | "expired" | "refunded";

export interface SaleLine {
  readonly lineId: string;
  readonly productId: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly quantity: number;
  readonly total: Money;
  readonly shipped: number;
  readonly refunded: number;
}

export interface Sale {
  readonly orderId: string;
  readonly status: SaleStatus;
  readonly items: readonly SaleLine[];
  readonly total: Money;
  readonly refunded: Money;
  readonly roomId: string | null;
  readonly createdAt: string;
  readonly timeline: readonly { readonly kind: string; readonly at: string; readonly detail?: string }[];
}

export interface LineUnits {
  readonly lineId: string;
  readonly quantity: number;
}

export interface SellerDashboard {
  readonly sums: readonly {
    readonly status: SaleStatus;
    readonly orders: number;
    readonly units: number;
    readonly amount: Money;
    readonly refunded: Money;
  }[];
  readonly open: readonly {
    readonly orderId: string;
    readonly status: SaleStatus;
    readonly amount: Money;
    readonly units: number;
  }[];
}

export type FiguresBy = "product" | "room" | "day";

export interface SoldGroup {
  /** The id, or the day. */
  readonly key: string;
  readonly title: string | null;
  readonly orders: number;
  readonly units: number;
  readonly revenue: Money;
  readonly refundedUnits: number;
  readonly refunded: Money;
}

export type PromotionKind = "productDiscount" | "campaign" | "quantityTier";

/** Basis points of a percentage, minor units of the others. */
export interface PriceEffect {
  readonly kind: "percent" | "amountOff" | "unitPrice";
  readonly value: number;
}

export interface PriceTier {
  readonly minimumQuantity: number;
  readonly effect: PriceEffect;
}

export interface PromotionTerms {
  readonly kind: PromotionKind;
  readonly name: string;
  readonly productIds?: readonly string[];
  readonly category?: string;
  readonly effect?: PriceEffect;
  readonly tiers?: readonly PriceTier[];
  readonly currency?: string;
  readonly startsAt?: string;
  readonly endsAt?: string;
}

export interface Promotion extends PromotionTerms {
  readonly promotionId: string;
  readonly status: "scheduled" | "active" | "ended";
  readonly productIds: readonly string[];
  readonly startsAt: string;
}

export const webhookEvents = [
  "order.paid",
  "order.shipped",
  "order.delivered",
  "order.cancelled",
  "order.refunded",
  "stock.low",
  "review.added",
  "group.filled",
] as const;

export interface Webhook {
  readonly webhookId: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly description: string | null;
  readonly enabled: boolean;
  readonly disabledReason?: string;
  readonly failingSince: string | null;
  readonly createdAt: string;
  /** Shown when it is made, and then never again. */
  readonly secret?: string;
}

export interface WebhookMessage {
  readonly messageId: string;
  readonly type: string;
  readonly subjectId: string;
  readonly at: string;
  readonly status: "pending" | "delivered" | "dead";
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
}

/** What a merchant does with the own shop. */
export class Shop {
  constructor(private readonly http: HttpClient) {}

  products(words: string, cursor: string | null, limit = 50): Promise<Page<OwnProduct>> {
    return this.http.request("GET", "/sellers/me/products", {
      query: { q: words === "" ? null : words, limit, cursor },
    });
  }

  create(product: NewProduct): Promise<OwnProduct> {
    return this.http.request("POST", "/products", { body: product, idempotencyKey: newId() });
  }

  change(productId: string, fields: Partial<ProductFields> & { readonly isHidden?: boolean }): Promise<OwnProduct> {
    return this.http.request("PATCH", `/products/${id(productId)}`, { body: fields });
  }

  import(lines: string): Promise<readonly ImportLine[]> {
    return this.http.request("POST", "/products/import", { lines });
  }

  stock(productId: string): Promise<StockReport> {
    return this.http.request("GET", `/products/${id(productId)}/stock`);
  }

  adjust(productId: string, kind: AdjustmentKind, quantity: number, reason: string | null): Promise<StockReport> {
    return this.http.request("POST", `/products/${id(productId)}/stock/adjustments`, {
      body: { kind, quantity, reason },
      idempotencyKey: newId(),
    });
  }

  setPolicy(productId: string, policy: StockPolicy): Promise<StockReport> {
    return this.http.request("PUT", `/products/${id(productId)}/stock/policy`, { body: policy });
  }

  movements(productId: string, cursor: string | null): Promise<Page<StockMovement>> {
    return this.http.request("GET", `/products/${id(productId)}/stock/movements`, { query: { limit: 20, cursor } });
  }

  alerts(): Promise<{ readonly items: readonly StockAlert[] }> {
    return this.http.request("GET", "/sellers/me/stock-alerts");
  }

  sales(status: SaleStatus | null, cursor: string | null): Promise<Page<Sale>> {
    return this.http.request("GET", "/sellers/me/orders", { query: { status, limit: 20, cursor } });
  }

  ship(
    orderId: string,
    carrier: string | null,
    trackingNumber: string | null,
    lines: readonly LineUnits[],
  ): Promise<Sale> {
    return this.http.request("POST", `/sellers/me/orders/${id(orderId)}/ship`, {
      body: { carrier, trackingNumber, lines },
      idempotencyKey: newId(),
    });
  }

  deliver(orderId: string): Promise<Sale> {
    return this.http.request("POST", `/sellers/me/orders/${id(orderId)}/deliver`, { idempotencyKey: newId() });
  }

  refund(orderId: string, lines: readonly LineUnits[], reason: string, restock: boolean): Promise<Sale> {
    return this.http.request("POST", `/sellers/me/orders/${id(orderId)}/refunds`, {
      body: { lines, reason, restock },
      idempotencyKey: newId(),
    });
  }

  dashboard(): Promise<SellerDashboard> {
    return this.http.request("GET", "/sellers/me/dashboard");
  }

  figures(by: FiguresBy, from: string, limit: number): Promise<{ readonly items: readonly SoldGroup[] }> {
    return this.http.request("GET", "/sellers/me/figures", { query: { by, from, limit } });
  }

  promotions(cursor: string | null): Promise<Page<Promotion>> {
    return this.http.request("GET", "/promotions", { query: { limit: 50, cursor } });
  }

  promote(terms: PromotionTerms): Promise<Promotion> {
    return this.http.request("POST", "/promotions", { body: terms, idempotencyKey: newId() });
  }

  endPromotion(promotionId: string): Promise<void> {
    return this.http.request("DELETE", `/promotions/${id(promotionId)}`);
  }

  webhooks(): Promise<{ readonly items: readonly Webhook[] }> {
    return this.http.request("GET", "/webhooks");
  }

  addWebhook(url: string, events: readonly string[], description: string): Promise<Webhook> {
    return this.http.request("POST", "/webhooks", { body: { url, events, description }, idempotencyKey: newId() });
  }

  changeWebhook(webhookId: string, enabled: boolean): Promise<Webhook> {
    return this.http.request("PATCH", `/webhooks/${id(webhookId)}`, { body: { enabled } });
  }

  removeWebhook(webhookId: string): Promise<void> {
    return this.http.request("DELETE", `/webhooks/${id(webhookId)}`);
  }

  renewSecret(webhookId: string): Promise<{ readonly secret: string; readonly previousUntil: string }> {
    return this.http.request("POST", `/webhooks/${id(webhookId)}/secret`, { idempotencyKey: newId() });
  }

  deadLetters(webhookId: string): Promise<Page<WebhookMessage>> {
    return this.http.request("GET", `/webhooks/${id(webhookId)}/messages`, { query: { status: "dead", limit: 50 } });
  }

  replay(webhookId: string, messageId: string | null): Promise<{ readonly count: number }> {
    const message = messageId === null ? "" : `/${id(messageId)}`;
    return this.http.request("POST", `/webhooks/${id(webhookId)}/messages${message}/replay`, {
      idempotencyKey: newId(),
    });
  }
}
