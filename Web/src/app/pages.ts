import type { Component } from "svelte";
import type { Me } from "../api/contract";
import type { Route } from "./router";

type Shown = Exclude<Route, { page: "unknown" }>;

/** Pages for everybody. Whoever has not signed in is asked to at the address of any other. */
const publicPages = [
  "home",
  "signIn",
  "search",
  "product",
  "room",
  "replay",
  "user",
  "cart",
  "docs",
] as const satisfies readonly Shown["page"][];

type PublicPage = (typeof publicPages)[number];

/** Public pages that are another one for guests. */
type ApartPage = "room";

export function isPublic(page: Route["page"]): boolean {
  return (publicPages as readonly string[]).includes(page);
}

/** The same for everybody, so that it is shown while nobody knows who looks. */
export function isForAnybody(page: Route["page"]): boolean {
  return page === "docs";
}

/** What a page is given: its route's parameters, and who looks. */
export type PageProps<Name extends Shown["page"]> = Omit<Extract<Shown, { page: Name }>, "page"> & {
  readonly me: Name extends Exclude<PublicPage, ApartPage> ? Me | null : Me;
};

type Loader<Props extends Record<string, unknown>> = () => Promise<{
  default: Component<Props> | Component<Record<string, never>>;
}>;

/** Pages are loaded when they are first shown, so that nobody downloads another role's tools. */
const loaders: { readonly [Name in Shown["page"]]: Loader<PageProps<Name>> } = {
  home: () => import("../home/HomePage.svelte"),
  signIn: () => import("../users/SignInPage.svelte"),
  search: () => import("../search/SearchPage.svelte"),
  product: () => import("../products/ProductPage.svelte"),
  room: () => import("../rooms/RoomPage.svelte"),
  replay: () => import("../rooms/replay/ReplayPage.svelte"),
  user: () => import("../users/UserPage.svelte"),
  me: () => import("../users/MyProfile.svelte"),
  cart: () => import("../orders/cart/CartPage.svelte"),
  checkout: () => import("../orders/CheckoutPage.svelte"),
  orders: () => import("../orders/OrdersPage.svelte"),
  order: () => import("../orders/OrderPage.svelte"),
  group: () => import("../communities/GroupPage.svelte"),
  host: () => import("../rooms/host/HostPage.svelte"),
  console: () => import("../rooms/host/ConsolePage.svelte"),
  merchant: () => import("../merchant/MerchantPage.svelte"),
  merchantSection: () => import("../merchant/MerchantPage.svelte"),
  merchantStock: () => import("../merchant/MerchantPage.svelte"),
  experiments: () => import("../experiments/ExperimentsPage.svelte"),
  experiment: () => import("../experiments/ExperimentPage.svelte"),
  docs: () => import("../docs/DocsPage.svelte"),
  operations: () => import("../operations/OperationsPage.svelte"),
  grain: () => import("../operations/GrainPage.svelte"),
};

const guestLoaders: { readonly [Name in ApartPage]: Loader<Omit<PageProps<Name>, "me">> } = {
  room: () => import("../rooms/guest/GuestRoomPage.svelte"),
};

function loaderOf(page: Shown["page"], me: Me | null): Loader<never> {
  if (me !== null) {
    return loaders[page];
  }
  if (page in guestLoaders) {
    return guestLoaders[page as ApartPage];
  }
  return isPublic(page) ? loaders[page] : loaders.signIn;
}

/** What there is to show for a route: its page, what the page is given, and what makes it another page. */
export interface ShownPage {
  readonly key: string;
  /** Whose page it is; null for a guest's. */
  readonly userId: string | null;
  readonly component: Component<Record<string, unknown>>;
  readonly props: Record<string, unknown>;
}

/** The files of a page cannot be had: no connection, or a newer version has replaced them. */
export class PageUnavailable extends Error {
  override name = "PageUnavailable";
}

/** Guests get the page to sign in at in place of what is not for everybody. */
export async function loadPage(route: Shown, me: Me | null): Promise<ShownPage> {
  const { page, ...parameters } = route;
  const { default: component } = await loaderOf(page, me)().catch((error: unknown) => {
    throw new PageUnavailable(page, { cause: error });
  });
  const userId = me?.userId ?? null;
  // Which props belong to which page is checked above, where the tables are made.
  return {
    key: JSON.stringify([userId, page === "home" || page === "search" ? page : route]),
    userId,
    component: component as unknown as Component<Record<string, unknown>>,
    props: { ...parameters, me },
  };
}
