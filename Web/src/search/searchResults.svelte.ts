import { keyOf, type SearchItem, type SearchKind } from "../api/search";
import { productTitles, userNames } from "../app/knownNames";
import { search } from "../app/services";

const pageSize = 24;

/** What was found for one query, page by page. */
export class SearchResults {
  items = $state.raw<readonly SearchItem[]>([]);
  isLoading = $state(false);
  isWhole = $state(false);
  problem = $state.raw<unknown>(null);
  private cursor: string | null = null;

  constructor(
    readonly query: string,
    readonly kind: SearchKind | null,
  ) {}

  async loadMore(): Promise<void> {
    if (this.isLoading || this.isWhole || this.query.trim() === "") {
      return;
    }
    this.isLoading = true;
    this.problem = null;
    try {
      const page = await search.find(this.query, { kind: this.kind, limit: pageSize, cursor: this.cursor });
      remember(page.items);
      const known = new Set(this.items.map(keyOf));
      this.items = [...this.items, ...page.items.filter((item) => !known.has(keyOf(item)))];
      this.cursor = page.nextCursor;
      this.isWhole = page.nextCursor === null;
    } catch (error) {
      this.problem = error;
    } finally {
      this.isLoading = false;
    }
  }
}

function remember(items: readonly SearchItem[]): void {
  for (const item of items) {
    if (item.kind === "product") {
      productTitles.remember(item.product.productId, item.product.title);
    } else if (item.kind === "room") {
      userNames.remember(item.room.hostId, item.room.hostName);
    } else {
      userNames.remember(item.user.userId, item.user.displayName);
    }
  }
}
