import type { Page, Product, RoomListItem, UserCard } from "./contract";
import type { HttpClient } from "./http";

export type SearchKind = "product" | "room" | "user";

export type SearchItem =
  | { readonly kind: "product"; readonly product: Product }
  | { readonly kind: "room"; readonly room: RoomListItem }
  | { readonly kind: "user"; readonly user: UserCard };

export interface SearchOptions {
  readonly kind?: SearchKind | null;
  readonly limit?: number;
  readonly cursor?: string | null;
  readonly signal?: AbortSignal;
}

export class SearchCalls {
  constructor(private readonly http: HttpClient) {}

  find(query: string, options: SearchOptions = {}): Promise<Page<SearchItem>> {
    const { kind, limit, cursor, signal } = options;
    return this.http.request("GET", "/search", {
      query: { q: query, kind, limit, cursor },
      ...(signal === undefined ? {} : { signal }),
    });
  }
}

/** What makes an item of a list of results another one. */
export function keyOf(item: SearchItem): string {
  switch (item.kind) {
    case "product":
      return `product:${item.product.productId}`;
    case "room":
      return `room:${item.room.roomId}`;
    case "user":
      return `user:${item.user.userId}`;
  }
}
