import type { SearchKind } from "../api/search";

/** Every page by the path that shows it. A part that begins with a colon is a parameter of the page, in order. */
const table = {
  home: "/",
  signIn: "/sign-in",
  search: "/search",
  product: "/products/:productId",
  room: "/rooms/:roomId",
  replay: "/rooms/:roomId/replay",
  user: "/users/:userId",
  me: "/me",
  cart: "/cart",
  checkout: "/checkout",
  orders: "/orders",
  order: "/orders/:orderId",
  group: "/groups/:groupId",
  host: "/host",
  console: "/host/:roomId",
  merchant: "/merchant",
  merchantSection: "/merchant/:section",
  merchantStock: "/merchant/stock/:productId",
  experiments: "/experiments",
  experiment: "/experiments/:experimentId",
  docs: "/docs",
  operations: "/operations",
  grain: "/operations/grains/:type/:key",
} as const;

type PageName = keyof typeof table;

type ParameterNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** What pages read from the part of the address after the question mark. */
interface Queries {
  home: { readonly category: string | null };
  /** Where to go on; from a link, so that it is not to be trusted. */
  signIn: { readonly next: string | null };
  search: { readonly query: string; readonly kind: SearchKind | null };
}

type RouteOf<Name extends PageName> = { readonly page: Name } & {
  readonly [Parameter in ParameterNames<(typeof table)[Name]>]: string;
} & (Name extends keyof Queries ? Queries[Name] : unknown);

export type Route = { [Name in PageName]: RouteOf<Name> }[PageName] | { readonly page: "unknown" };

export function parseRoute(path: string, search: string): Route {
  const parts = split(path);
  for (const [page, pattern] of Object.entries(table)) {
    const parameters = match(split(pattern), parts);
    if (parameters !== null) {
      return { page, ...parameters, ...readQuery(page, new URLSearchParams(search)) } as Route;
    }
  }
  return { page: "unknown" };
}

function readQuery(page: string, query: URLSearchParams): Record<string, string | null> {
  switch (page) {
    case "home":
      return { category: query.get("category") };
    case "signIn":
      return { next: query.get("next") };
    case "search": {
      const kind = query.get("kind");
      return { query: query.get("q") ?? "", kind: kind !== null && kinds.has(kind) ? kind : null };
    }
    default:
      return {};
  }
}

const kinds: ReadonlySet<string> = new Set<SearchKind>(["product", "room", "user"]);

function match(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) {
    return null;
  }
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? "";
    if (!expected.startsWith(":")) {
      if (expected !== part) {
        return null;
      }
      continue;
    }
    const value = decode(part);
    if (value === null) {
      return null;
    }
    parameters[expected.slice(1)] = value;
  }
  return parameters;
}

function split(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) {
      return null;
    }
    throw error;
  }
}

/** The path of a page, its parameters in order. */
function fill(page: PageName, ...parameters: readonly string[]): string {
  let index = 0;
  return table[page].replaceAll(/:\w+/g, () => encodeURIComponent(parameters[index++] ?? ""));
}

export const paths = {
  home: (category: string | null = null) => (category === null ? "/" : `/?category=${encodeURIComponent(category)}`),
  /** Leads on to a path of this site. */
  signIn: (next: string = table.home) =>
    next === table.home ? fill("signIn") : `${fill("signIn")}?next=${encodeURIComponent(next)}`,
  search: (query: string, kind: SearchKind | null = null) =>
    `${fill("search")}?q=${encodeURIComponent(query)}${kind === null ? "" : `&kind=${kind}`}`,
  product: (productId: string) => fill("product", productId),
  room: (roomId: string) => fill("room", roomId),
  replay: (roomId: string) => fill("replay", roomId),
  user: (userId: string) => fill("user", userId),
  me: () => fill("me"),
  cart: () => fill("cart"),
  checkout: (currency: string) => `${fill("checkout")}?currency=${encodeURIComponent(currency)}`,
  orders: () => fill("orders"),
  order: (orderId: string) => fill("order", orderId),
  group: (groupId: string, invite: string | null = null) =>
    fill("group", groupId) + (invite === null ? "" : `?invite=${encodeURIComponent(invite)}`),
  host: () => fill("host"),
  console: (roomId: string) => fill("console", roomId),
  merchant: (section: string | null = null) => (section === null ? fill("merchant") : fill("merchantSection", section)),
  merchantStock: (productId: string) => fill("merchantStock", productId),
  experiments: () => fill("experiments"),
  experiment: (experimentId: string) => fill("experiment", experimentId),
  docs: () => fill("docs"),
  operations: () => fill("operations"),
  grain: (type: string, key: string) => fill("grain", type, key),
};
