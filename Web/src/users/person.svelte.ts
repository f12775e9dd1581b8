import type { Product, RoomListItem, RoomStatus, UserProfile } from "../api/contract";
import type { Seller } from "../api/sellers";
import { productTitles, userNames } from "../app/knownNames";
import { api, sellers } from "../app/services";
import { sortRooms } from "../rooms/roomStatus";
import { PagedList } from "../ui/pagedList.svelte";

const productsPageSize = 24;
const roomsPageSize = 12;
const openStatuses: readonly RoomStatus[] = ["live", "paused", "scheduled"];

/** Somebody as others see them: who they are, and what they sell and host. */
export class Person {
  /** Null for a guest, who is told of people only what they sell and host. */
  profile = $state.raw<UserProfile | null>(null);
  seller = $state.raw<Seller | null>(null);
  isLoaded = $state(false);
  problem = $state.raw<unknown>(null);
  readonly open: PagedList<RoomListItem>;
  readonly replays: PagedList<RoomListItem>;
  readonly products: PagedList<Product>;

  constructor(
    private readonly userId: string,
    private readonly isSignedIn: boolean,
  ) {
    this.open = new PagedList((cursor) => sellers.rooms(userId, openStatuses, cursor, roomsPageSize));
    this.replays = new PagedList((cursor) => sellers.rooms(userId, ["replay"], cursor, roomsPageSize));
    this.products = new PagedList(async (cursor) => {
      const page = await sellers.products(userId, cursor, productsPageSize);
      for (const product of page.items) {
        productTitles.remember(product.productId, product.title);
      }
      return page;
    });
  }

  get name(): string | null {
    return this.profile?.displayName ?? this.seller?.displayName ?? null;
  }

  /** Live rooms first. */
  get openRooms(): readonly RoomListItem[] {
    return sortRooms(this.open.items ?? []);
  }

  /** All at once, so that nothing moves when the last of it comes. */
  async load(): Promise<void> {
    this.problem = null;
    try {
      const who = this.isSignedIn ? this.loadProfile() : this.loadSeller();
      const lists = Promise.all([this.open.restart(), this.replays.restart(), this.products.restart()]);
      await Promise.all([who, lists]);
      if (this.name !== null) {
        userNames.remember(this.userId, this.name);
      }
      this.isLoaded = true;
    } catch (error) {
      this.problem = error;
    }
  }

  private async loadProfile(): Promise<void> {
    this.profile = await api.user(this.userId);
    this.seller = this.profile.seller;
  }

  private async loadSeller(): Promise<void> {
    this.seller = await sellers.find(this.userId);
  }

  followed(isFollowing: boolean): void {
    if (this.profile !== null) {
      const followers = this.profile.followers + (isFollowing ? 1 : -1);
      this.profile = { ...this.profile, isFollowing, followers };
    }
  }
}
