import type { Money, Page } from "./contract";
import type { HttpClient } from "./http";

/** From so many people on a unit costs this much. */
export interface GroupTier {
  readonly people: number;
  readonly price: Money;
}

export interface GroupOffer {
  readonly offerId: string;
  readonly productId: string;
  readonly sellerId: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly tiers: readonly GroupTier[];
  readonly size: number;
  readonly windowSeconds: number;
  readonly quantityMax: number;
  readonly isOpen: boolean;
  readonly createdAt: string;
}

export type GroupStatus = "open" | "merging" | "succeeded" | "failed" | "closed" | "merged";

export interface GroupMember {
  readonly displayName: string;
  readonly quantity: number;
  readonly isLeader: boolean;
  readonly isPaid: boolean;
  readonly joinedAt: string;
}

/** One's own seat. */
export interface GroupSeat {
  readonly status: "joining" | "paid" | "out" | "bought" | "moved";
  readonly quantity: number;
  readonly charged: Money;
  readonly returned: Money;
  readonly orderId?: string;
  readonly paymentId?: string;
  readonly redirectUrl?: string;
  readonly clientSecret?: string;
}

export interface BuyingGroup {
  readonly groupId: string;
  readonly offerId: string;
  readonly productId: string;
  readonly status: GroupStatus;
  readonly tiers: readonly GroupTier[];
  readonly size: number;
  readonly members: readonly GroupMember[];
  /** What a unit costs with the members there are. */
  readonly price: Money;
  readonly isPrivate: boolean;
  readonly openedAt: string;
  readonly endsAt: string;
  readonly mergedInto?: string;
  /** For members only. */
  readonly invite?: string;
  readonly me?: GroupSeat;
}

export interface NewSeat {
  readonly quantity: number;
  readonly payment: { readonly method: string | null };
  readonly invite?: string;
  readonly isPrivate?: boolean;
}

const id = encodeURIComponent;

/** Buying in groups. Opening and joining take a key: repeated with it, it is one seat and one charge. */
export class GroupCalls {
  constructor(private readonly http: HttpClient) {}

  offers(productId: string): Promise<Page<GroupOffer>> {
    return this.http.request("GET", "/group-offers", { query: { productId, limit: 5 } });
  }

  offer(offerId: string): Promise<GroupOffer> {
    return this.http.request("GET", `/group-offers/${id(offerId)}`);
  }

  groups(offerId: string): Promise<Page<BuyingGroup>> {
    return this.http.request("GET", `/group-offers/${id(offerId)}/groups`, { query: { limit: 10 } });
  }

  get(groupId: string, invite: string | null): Promise<BuyingGroup> {
    return this.http.request("GET", `/groups/${id(groupId)}`, { query: { invite } });
  }

  open(offerId: string, seat: NewSeat, idempotencyKey: string): Promise<BuyingGroup> {
    return this.http.request("POST", `/group-offers/${id(offerId)}/groups`, { body: seat, idempotencyKey });
  }

  join(groupId: string, seat: NewSeat, idempotencyKey: string): Promise<BuyingGroup> {
    return this.http.request("POST", `/groups/${id(groupId)}/members`, { body: seat, idempotencyKey });
  }

  leave(groupId: string): Promise<BuyingGroup> {
    return this.http.request("DELETE", `/groups/${id(groupId)}/members/me`);
  }
}
