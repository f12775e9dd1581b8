import type { Page, Product, ProductRating, RoomListItem, RoomStatus } from "./contract";
import type { HttpClient } from "./http";
import { ApiProblem } from "./problem";

/** Somebody who sells or hosts. */
export interface Seller {
  readonly userId: string;
  readonly displayName: string;
  readonly since: string;
  readonly followers: number;
  readonly sellsProducts: boolean;
  readonly hostsRooms: boolean;
  /** Over all of their products; null without reviews. */
  readonly rating: ProductRating | null;
}

export class SellerCalls {
  constructor(private readonly http: HttpClient) {}

  /** Null for whoever neither sells nor hosts. */
  async find(userId: string): Promise<Seller | null> {
    try {
      return await this.http.request<Seller>("GET", `/sellers/${encodeURIComponent(userId)}`);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) {
        return null;
      }
      throw error;
    }
  }

  products(sellerId: string, cursor: string | null, limit: number): Promise<Page<Product>> {
    return this.http.request("GET", "/products", { query: { sellerId, limit, cursor } });
  }

  rooms(
    hostId: string,
    status: readonly RoomStatus[],
    cursor: string | null,
    limit: number,
  ): Promise<Page<RoomListItem>> {
    return this.http.request("GET", "/rooms", { query: { hostId, status, limit, cursor } });
  }
}
