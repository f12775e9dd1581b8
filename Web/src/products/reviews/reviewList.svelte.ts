import type { Review, ReviewSort } from "../../api/contract";
import { api } from "../../app/services";
import { appended, replaced } from "./ratings";

/** The reviews of one product in one order, page by page. */
export class ReviewList {
  items = $state.raw<readonly Review[]>([]);
  problem = $state.raw<unknown>(null);
  loading = $state(false);
  private cursor: string | null = null;
  private finished = $state(false);

  constructor(
    readonly productId: string,
    readonly sort: ReviewSort,
  ) {}

  get hasMore(): boolean {
    return !this.finished;
  }

  async loadMore(): Promise<void> {
    if (this.loading || this.finished) {
      return;
    }
    this.loading = true;
    this.problem = null;
    try {
      const page = await api.reviews(this.productId, this.sort, this.cursor);
      this.items = appended(this.items, page.items);
      this.cursor = page.nextCursor;
      this.finished = page.nextCursor === null;
    } catch (error) {
      this.problem = error;
    } finally {
      this.loading = false;
    }
  }

  replace(review: Review): void {
    this.items = replaced(this.items, review);
  }
}
