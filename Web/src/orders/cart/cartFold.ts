import type { Cart, CartLine } from "../../api/carts";
import { cartQuantityMax } from "../../api/carts";
import type { Money } from "../../api/contract";

/** What a card of a product knows of it, to show it in the cart before the server has answered. */
export interface CartGoods {
  readonly productId: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly price: Money;
}

/** A change that the server has not answered. */
export type CartChange =
  | { readonly kind: "add"; readonly goods: CartGoods; readonly quantity: number; readonly roomId?: string }
  | { readonly kind: "set"; readonly productId: string; readonly quantity: number }
  | { readonly kind: "remove"; readonly productId: string }
  | { readonly kind: "acknowledge"; readonly productId: string; readonly priceVersion: number };

export interface ShownLine extends CartLine {
  /** Shown before the server has answered; what it costs is not known yet. */
  readonly isPending: boolean;
}

export interface ShownCart {
  readonly items: readonly ShownLine[];
  readonly totals: Cart["totals"];
  /** All units, whether or not they are to be had. */
  readonly units: number;
  readonly isPending: boolean;
}

export const emptyCart: Cart = { items: [], totals: [], version: "0" };

/** The server's cart with what the buyer has changed since, in order. */
export function shownCart(cart: Cart, changes: readonly CartChange[]): ShownCart {
  let items: readonly ShownLine[] = cart.items.map((line) => ({ ...line, isPending: false }));
  for (const change of changes) {
    items = applied(items, change);
  }
  return {
    items,
    totals: cart.totals,
    units: items.reduce((sum, line) => sum + line.quantity, 0),
    isPending: changes.length > 0,
  };
}

/** The changes with one more: what it makes pointless is left out, except what is under way already. */
export function queued(changes: readonly CartChange[], change: CartChange, underWay: boolean): readonly CartChange[] {
  const sent = underWay ? changes.slice(0, 1) : [];
  const waiting = changes.slice(sent.length);
  if (change.kind === "add") {
    const same = waiting.find((known) => known.kind === "add" && known.goods.productId === change.goods.productId);
    return same?.kind === "add"
      ? [
          ...sent,
          ...waiting.map((known) =>
            known === same ? { ...change, quantity: same.quantity + change.quantity } : known,
          ),
        ]
      : [...changes, change];
  }
  const isReplaced = (known: CartChange): boolean => known.kind === change.kind || change.kind === "remove";
  return [...sent, ...waiting.filter((known) => subjectOf(known) !== change.productId || !isReplaced(known)), change];
}

export function quantityOf(cart: Cart, productId: string): number {
  return cart.items.find((line) => line.productId === productId)?.quantity ?? 0;
}

export function withinCart(quantity: number): number {
  return Math.max(1, Math.min(cartQuantityMax, Math.round(quantity)));
}

/** Lines that an order can be made of, in one currency. */
export function orderable(cart: Cart, currency: string): readonly CartLine[] {
  return cart.items.filter((line) => line.availability === "available" && line.total?.currency === currency);
}

function subjectOf(change: CartChange): string {
  return change.kind === "add" ? change.goods.productId : change.productId;
}

function applied(items: readonly ShownLine[], change: CartChange): readonly ShownLine[] {
  const productId = subjectOf(change);
  const edited = (edit: (line: ShownLine) => ShownLine): readonly ShownLine[] =>
    items.map((line) => (line.productId === productId ? edit(line) : line));
  switch (change.kind) {
    case "remove":
      return items.filter((line) => line.productId !== productId);
    case "set":
      return edited((line) => ({ ...line, quantity: change.quantity, isPending: true }));
    case "acknowledge":
      return edited(({ priceChange: _, ...line }) => line);
    case "add":
      return items.some((line) => line.productId === productId)
        ? edited((line) => ({ ...line, quantity: withinCart(line.quantity + change.quantity), isPending: true }))
        : [newLine(change.goods, withinCart(change.quantity)), ...items];
  }
}

function newLine(goods: CartGoods, quantity: number): ShownLine {
  return {
    productId: goods.productId,
    title: goods.title,
    imageUrl: goods.imageUrl,
    sellerId: null,
    quantity,
    availability: "available",
    unitsAvailable: quantity,
    unitPrice: goods.price,
    priceVersion: null,
    steps: [],
    addedAt: "",
    isPending: true,
  };
}
