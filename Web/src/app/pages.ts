import type { Component } from "svelte";
import type { Me } from "../api/contract";
import type { Route } from "./router";

type Shown = Exclude<Route, { page: "unknown" }>;

/** Pages for everybody, also for whoever has not signed in. */
const publicPages = ["docs"] as const satisfies readonly Shown["page"][];

type PublicPage = (typeof publicPages)[number];

export function isPublic(page: Route["page"]): boolean {
  return (publicPages as readonly string[]).includes(page);
}

/** What a page is given: its route's parameters, and who looks. */
export type PageProps<Name extends Shown["page"]> = Omit<Extract<Shown, { page: Name }>, "page"> & {
  readonly me: Name extends PublicPage ? Me | null : Me;
};

type Loader<Name extends Shown["page"]> = () => Promise<{
  default: Component<PageProps<Name>> | Component<Record<string, never>>;
}>;

/** Pages are loaded when they are first shown, so that nobody downloads another role's tools. */
const loaders: { readonly [Name in Shown["page"]]: Loader<Name> } = {
  home: () => import("../home/HomePage.svelte"),
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

/** What there is to show for a route: its page, what the page is given, and what makes it another page. */
export interface ShownPage {
  readonly key: string;
  readonly component: Component<Record<string, unknown>>;
  readonly props: Record<string, unknown>;
}

/** The files of a page cannot be had: no connection, or a newer version has replaced them. */
export class PageUnavailable extends Error {
  override name = "PageUnavailable";
}

/** Without anybody only public pages may be asked for. */
export async function loadPage(route: Shown, me: Me | null): Promise<ShownPage> {
  const { page, ...parameters } = route;
  const { default: component } = await loaders[page]().catch((error: unknown) => {
    throw new PageUnavailable(page, { cause: error });
  });
  // Which props belong to which page is checked above, where the table is made.
  return {
    key: JSON.stringify(page === "home" || page === "search" ? page : route),
    component: component as unknown as Component<Record<string, unknown>>,
    props: { ...parameters, me },
  };
}
