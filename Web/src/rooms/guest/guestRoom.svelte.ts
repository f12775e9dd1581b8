import type { Deal, Product, RoomListItem } from "../../api/contract";
import { ApiProblem } from "../../api/problem";
import { productTitles, userNames } from "../../app/knownNames";
import { api, rooms } from "../../app/services";
import { readAgain } from "../../ui/readAgain";

const refreshEveryMs = 8_000;
/** A guest sees the first of a long shelf; each product is a question of its own. */
const productsMax = 24;

/** A room as it is seen from outside: without what is said in it, and read again while the page is looked at. */
export class GuestRoom {
  room = $state.raw<RoomListItem | null>(null);
  deals = $state.raw<readonly Deal[]>([]);
  products = $state.raw<readonly Product[]>([]);
  problem = $state.raw<unknown>(null);

  constructor(private readonly roomId: string) {}

  /** Starts reading; the returned function stops. */
  open(): () => void {
    void this.load();
    return readAgain(() => void this.load(), refreshEveryMs);
  }

  async load(): Promise<void> {
    try {
      const [room, deals] = await Promise.all([rooms.get(this.roomId), rooms.deals(this.roomId)]);
      userNames.remember(room.hostId, room.hostName);
      const products = await this.shelfOf(room);
      [this.room, this.products, this.problem] = [room, products, null];
      this.deals = deals.items.filter((deal) => deal.status !== "closed");
    } catch (error) {
      // What is shown already is no worse than it was.
      this.problem = this.room === null ? error : null;
    }
  }

  /** What is on it already is not asked for again: a product that is opened says by itself how many are left. */
  private async shelfOf(room: RoomListItem): Promise<readonly Product[]> {
    const known = new Map(this.products.map((product) => [product.productId, product]));
    const ids = room.productIds.slice(0, productsMax);
    const found = await Promise.all(ids.map((productId) => known.get(productId) ?? this.find(productId)));
    return found.filter((product) => product !== null);
  }

  /** Null for one that its seller has taken out of the shop. */
  private async find(productId: string): Promise<Product | null> {
    try {
      const product = await api.product(productId);
      productTitles.remember(productId, product.title);
      return product;
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) {
        return null;
      }
      throw error;
    }
  }
}
