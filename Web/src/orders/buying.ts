import type { Notice } from "../api/contract";
import { exclusively } from "../app/exclusively";
import { newId } from "../app/ids";
import { navigation } from "../app/navigation.svelte";
import { paths } from "../app/router";
import { carts, link, orders } from "../app/services";
import { language } from "../i18n/language.svelte";
import { orderTexts } from "../i18n/orders";
import { buyingTexts } from "../i18n/buying";
import { serverClock } from "../live/serverClock";
import { notices } from "../ui/notices.svelte";
import { CartStore } from "./cart/cart.svelte";
import type { CartGoods } from "./cart/cartFold";
import { GuestCart } from "./cart/guestCart";
import { GuestCartKeys, guestCartSlot } from "./cart/guestCartKeys";
import { OwnCart } from "./cart/ownCart";
import { OrderNews } from "./orderNews";
import { newsText } from "./orderState";
import { Purchase } from "./purchase/purchase.svelte";
import { PurchaseMemory } from "./purchase/purchaseMemory";
import { refusalText } from "./refusal";

/** What is bought, with the services of this page: the parts that know nothing of each other, put together. */

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const orderNews = new OrderNews(link, tell);

export const cart = new CartStore({
  now: () => Date.now(),
  wait: pause,
  onRefused: (error) => notices.show(refusalText(error, buyingTexts(language.current), language.t), "bad"),
});

const cartKeys = new GuestCartKeys(localStorage);
const guestCart = new GuestCart({ calls: carts, keys: cartKeys, exclusively: exclusively(guestCartSlot) });

/** From now on the cart is this user's, or a guest's. */
export function openCart(userId: string | null): void {
  cart.open(userId === null ? guestCart : ownCart(userId));
}

function ownCart(userId: string): OwnCart {
  return new OwnCart({
    userId,
    calls: carts,
    keys: cartKeys,
    rest: () => guestCart.rest(),
    onLeftOut: (count) => notices.show(buyingTexts(language.current).leftOut(count), "bad"),
  });
}

/** A guest's way to buy: into the cart, and on to where one signs in and pays. */
export async function buyByCart(goods: CartGoods, quantity: number, roomId: string | undefined): Promise<void> {
  cart.change({ kind: "add", goods, quantity, ...(roomId === undefined ? {} : { roomId }) });
  if (await cart.holds(goods.productId)) {
    navigation.go(paths.checkout(goods.price.currency));
  }
}

/** What is bought from one place of the page; what an earlier page began there is taken up by `resume`. */
export function openPurchase(slot: string, userId: string): Purchase {
  return new Purchase({
    slot,
    memory: new PurchaseMemory(localStorage, userId, () => Date.now()),
    calls: {
      place: async (order, key) => {
        const placed = await orders.place(order, key);
        // A time of the server's past is never ahead of it.
        serverClock.note(placed.createdAt);
        return placed;
      },
      pay: (orderId, method, key) => orders.pay(orderId, method, key),
      get: (orderId) => orders.get(orderId),
      cancel: (orderId) => orders.cancel(orderId),
      confirmSimulated: (paymentId, approve) => orders.confirmSimulated(paymentId, approve),
    },
    newId,
    now: () => Date.now(),
    serverNow: () => serverClock.now(),
    wait: pause,
    watch: (orderId, listener) => orderNews.watch(orderId, listener),
  });
}

/** News of what is not on the page. */
function tell({ kind, subjectId }: Notice): void {
  const text = newsText(kind, orderTexts(language.current));
  if (text !== null && subjectId !== undefined) {
    const href = kind.startsWith("group.") ? paths.group(subjectId) : paths.order(subjectId);
    notices.show(text, "plain", href);
  }
}
