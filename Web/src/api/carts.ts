import type { Deal, Money } from "./contract";
import type { HttpClient, RequestOptions } from "./http";
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

/** Opens a cart that belongs to no user; whoever has both has the cart. */
export interface GuestCartKey {
  readonly cartId: string;
  readonly secret: string;
}

/** A cart after another went into it. */
export interface MergedCart extends Cart {
  /** Products of the other for which there was no room. */
  readonly leftOut?: readonly string[];
}

export const cartQuantityMax = 99;

/** What can be done with a cart. Every change answers the whole cart and may be repeated as it is. */
export interface CartAccess {
  get(): Promise<Cart>;
  /** With a version the change is refused (412) when the cart has another by now. */
  set(productId: string, change: CartItemChange, version: string | null): Promise<Cart>;
  remove(productId: string): Promise<Cart>;
  /** The buyer has seen what the product costs now. */
  acknowledge(productId: string, priceVersion: number): Promise<Cart>;
}

/** A cart at its address: that of who is signed in, or a guest's. */
class CartAt implements CartAccess {
  constructor(
    private readonly http: HttpClient,
    private readonly path: string,
    private readonly door: Pick<RequestOptions, "cartSecret"> = {},
  ) {}

  get(): Promise<Cart> {
    return this.http.request("GET", this.path, this.door);
  }

  set(productId: string, change: CartItemChange, version: string | null): Promise<Cart> {
    return this.http.request("PUT", this.itemPath(productId), {
      ...this.door,
      body: change,
      ...(version === null ? {} : { ifMatch: `"${version}"` }),
    });
  }

  remove(productId: string): Promise<Cart> {
    return this.http.request("DELETE", this.itemPath(productId), this.door);
  }

  acknowledge(productId: string, priceVersion: number): Promise<Cart> {
    return this.http.request("POST", `${this.itemPath(productId)}/acknowledge`, {
      ...this.door,
      body: { priceVersion },
    });
  }

  private itemPath(productId: string): string {
    return `${this.path}/items/${encodeURIComponent(productId)}`;
  }
}

export class CartCalls {
  /** Of who is signed in. */
  readonly own: CartAccess;

  constructor(private readonly http: HttpClient) {
    this.own = new CartAt(http, "/users/me/cart");
  }

  /** A cart for somebody who has not signed in. */
  open(): Promise<GuestCartKey> {
    return this.http.request("POST", "/carts");
  }

  at({ cartId, secret }: GuestCartKey): CartAccess {
    return new CartAt(this.http, `/carts/${encodeURIComponent(cartId)}`, { cartSecret: secret });
  }

  /** Takes a guest's cart into that of who is signed in, once, however often it is asked for. */
  merge(key: GuestCartKey): Promise<MergedCart> {
    return this.http.request("POST", "/users/me/cart/merge", { body: key });
  }
}
