import type { SearchItem } from "../api/search";

export interface InstantResults {
  /** What the items were found for; empty when nothing is looked for. */
  readonly query: string;
  readonly items: readonly SearchItem[];
  readonly isWaiting: boolean;
  readonly problem: unknown;
}

export const noResults: InstantResults = { query: "", items: [], isWaiting: false, problem: null };

export interface InstantSearchOptions {
  readonly find: (query: string, signal: AbortSignal) => Promise<readonly SearchItem[]>;
  readonly show: (results: InstantResults) => void;
  readonly delayMs?: number;
}

/**
 * Looks while somebody types: once they pause, and never shows what was found for something they have typed over. What was
 * found before stays until something else is.
 */
export class InstantSearch {
  private results = noResults;
  private wanted = "";
  private timer: ReturnType<typeof setTimeout> | null = null;
  private running: AbortController | null = null;

  constructor(private readonly options: InstantSearchOptions) {}

  type(text: string): void {
    const query = text.trimStart();
    if (query === this.wanted) {
      return;
    }
    this.stop();
    this.wanted = query;
    if (query.trim() === "") {
      this.show(noResults);
      return;
    }
    this.show({ ...this.results, isWaiting: true, problem: null });
    this.timer = setTimeout(() => void this.look(query), this.options.delayMs ?? 140);
  }

  /** Forgets what was typed; an answer that is on its way is not shown. */
  cancel(): void {
    this.stop();
    this.wanted = "";
    this.show(noResults);
  }

  private stop(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
    this.running?.abort();
    this.running = null;
  }

  private async look(query: string): Promise<void> {
    const running = new AbortController();
    this.running = running;
    try {
      const items = await this.options.find(query, running.signal);
      if (this.running === running) {
        this.show({ query, items, isWaiting: false, problem: null });
      }
    } catch (problem) {
      if (this.running === running) {
        this.show({ query, items: [], isWaiting: false, problem });
      }
    }
  }

  private show(results: InstantResults): void {
    this.results = results;
    this.options.show(results);
  }
}
