import type { Page } from "../api/contract";

/** A list that is read page by page. What an earlier question answers late is not shown. */
export class PagedList<T> {
  items = $state.raw<readonly T[] | null>(null);
  cursor = $state.raw<string | null>(null);
  problem = $state.raw<unknown>(null);
  private asked = 0;

  constructor(private readonly read: (cursor: string | null) => Promise<Page<T>>) {}

  /** From the beginning; what is shown stays until the answer is there. */
  async restart(): Promise<void> {
    await this.load(null);
  }

  async more(): Promise<void> {
    await this.load(this.cursor);
  }

  replace(fits: (item: T) => boolean, next: T): void {
    this.items = (this.items ?? []).map((item) => (fits(item) ? next : item));
  }

  private async load(cursor: string | null): Promise<void> {
    const question = ++this.asked;
    try {
      const page = await this.read(cursor);
      if (question === this.asked) {
        this.items = cursor === null ? page.items : [...(this.items ?? []), ...page.items];
        [this.cursor, this.problem] = [page.nextCursor, null];
      }
    } catch (error) {
      if (question === this.asked) {
        this.problem = error;
      }
    }
  }
}
