import type { Money, Page, RoomListItem, UserCard } from "./contract";
import type { HttpClient } from "./http";

export type ActivityKind = "hosting" | "watching" | "reviewed" | "bought";

/** What somebody does or did: in a room, or with a product. */
export interface Activity {
  readonly kind: ActivityKind;
  readonly user: UserCard;
  readonly at: string;
  readonly room?: RoomListItem;
  readonly product?: {
    readonly productId: string;
    readonly title: string;
    readonly price: Money;
    readonly imageUrl: string | null;
  };
  readonly rating?: number;
}

export class ActivityCalls {
  constructor(private readonly http: HttpClient) {}

  list(limit: number): Promise<Page<Activity>> {
    return this.http.request("GET", "/users/me/activity", { query: { limit } });
  }

  friendsWith(productId: string): Promise<Page<Activity>> {
    return this.http.request("GET", `/products/${encodeURIComponent(productId)}/friends`);
  }
}
