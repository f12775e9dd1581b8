import type { Suggestions } from "../api/contract";
import { api, link } from "../app/services";

export const homeSuggestionsMax = 12;

/** The signed-in user's suggestions: loaded once, then moved by the server's pushes. */
export class HomeSuggestions {
  current = $state.raw<Suggestions | null>(null);
  problem = $state.raw<unknown>(null);

  /** Starts listening; the returned function stops. */
  open(): () => void {
    void this.load();
    return link.on("SuggestionsChanged", (changed) => {
      if (changed.roomId === undefined || changed.roomId === null) {
        this.current = changed;
      }
    });
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      this.current = await api.suggestions(homeSuggestionsMax);
    } catch (error) {
      this.problem = error;
    }
  }
}
