import type { Deal, Money } from "./contract";
import type { HttpClient } from "./http";
import type { PriceStep } from "./orders";

export type CartAvailability = "available" | "fewer" | "soldOut" | "gone";

export interface CartLine {
  readonly productId: string;
  readonly title: string | null;
  readonly imageUrl: string | null;
  readonly sellerId: string | null;
  readonly quantity: number;
  readonly availability: CartAvailability;
  readonly unitsAvailable: number;
  readonly unitPrice: Money | null;
  readonly priceVersion: number | null;
  /** The price moved since it was seen, until it is acknowledged. */
  readonly priceChange?: { readonly from: Money; readonly to: Money };
  readonly roomId?: string;
  readonly dealId?: string;
  readonly deal?: Deal;
  readonly listTotal?: Money;
  readonly steps: readonly PriceStep[];
  readonly total?: Money;
  readonly addedAt: string;
}

export interface CartTotals {
  readonly listTotal: Money;
  readonly discount: Money;
  readonly total: Money;
}

export interface Cart {
  readonly items: readonly CartLine[];
  /** One for each currency of what is to be had. */
  readonly totals: readonly CartTotals[];
  readonly version: string;
}

export interface CartItemChange {
  readonly quantity: number;
  readonly roomId?: string;
  readonly dealId?: string;
}

export const cartQuantityMax = 99;

const cart = "/users/me/cart";

/** The cart of who is signed in. Every change answers the whole cart and may be repeated as it is. */
export class CartCalls {
  constructor(private readonly http: HttpClient) {}

  get(): Promise<Cart> {
    return this.http.request("GET", cart);
  }

  /** With a version the change is refused (412) when the cart has another by now. */
  set(productId: string, change: CartItemChange, version: string | null): Promise<Cart> {
    return this.http.request("PUT", itemPath(productId), {
      body: change,
      ...(version === null ? {} : { ifMatch: `"${version}"` }),
    });
  }

  remove(productId: string): Promise<Cart> {
    return this.http.request("DELETE", itemPath(productId));
  }

  /** The buyer has seen what the product costs now. */
  acknowledge(productId: string, priceVersion: number): Promise<Cart> {
    return this.http.request("POST", `${itemPath(productId)}/acknowledge`, { body: { priceVersion } });
  }
}

function itemPath(productId: string): string {
  return `${cart}/items/${encodeURIComponent(productId)}`;
}
