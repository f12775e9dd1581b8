import type { Product } from "../api/contract";
import { productTitles } from "../app/knownNames";
import { api } from "../app/services";

const pageSize = 24;
/** How many products are read once to learn which categories the shop has; the contract has no list of them. */
const sampleSize = 100;

/** One shelf of the catalogue, page by page. */
export class Shelf {
  products = $state.raw<readonly Product[]>([]);
  loading = $state(false);
  problem = $state.raw<unknown>(null);
  private cursor: string | null = null;
  private finished = $state(false);

  constructor(readonly category: string | null) {}

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
      const page = await api.products(this.category, this.cursor, pageSize);
      remember(page.items);
      const shown = new Set(this.products.map((product) => product.productId));
      this.products = [...this.products, ...page.items.filter((product) => !shown.has(product.productId))];
      this.cursor = page.nextCursor;
      this.finished = page.nextCursor === null;
    } catch (error) {
      this.problem = error;
    } finally {
      this.loading = false;
    }
  }
}

/** The categories seen so far, in alphabetical order. */
class Categories {
  names = $state.raw<readonly string[]>([]);
  /** Before that more names come in between those that are known. */
  isSettled = $state(false);
  private loaded = false;

  async load(): Promise<void> {
    if (this.loaded) {
      return;
    }
    try {
      const page = await api.products(null, null, sampleSize);
      remember(page.items);
      this.loaded = true;
    } finally {
      this.isSettled = true;
    }
  }

  add(products: readonly Product[]): void {
    const names = new Set([...this.names, ...products.map((product) => product.category)]);
    if (names.size !== this.names.length) {
      this.names = [...names].sort((left, right) => left.localeCompare(right));
    }
  }
}

export const categories = new Categories();

function remember(products: readonly Product[]): void {
  categories.add(products);
  for (const product of products) {
    productTitles.remember(product.productId, product.title);
  }
}
