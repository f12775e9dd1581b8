import type { UserCard } from "../api/contract";
import { userNames } from "../app/knownNames";
import { api } from "../app/services";

/** Whom a user follows, page by page. */
export class FollowingList {
  users = $state.raw<readonly UserCard[]>([]);
  problem = $state.raw<unknown>(null);
  loading = $state(false);
  finished = $state(false);
  private cursor: string | null = null;

  constructor(private readonly userId: string) {}

  async loadMore(): Promise<void> {
    if (this.loading || this.finished) {
      return;
    }
    this.loading = true;
    this.problem = null;
    try {
      const page = await api.following(this.userId, this.cursor);
      for (const user of page.items) {
        userNames.remember(user.userId, user.displayName);
      }
      this.users = [...this.users, ...page.items];
      this.cursor = page.nextCursor;
      this.finished = page.nextCursor === null;
    } catch (error) {
      this.problem = error;
    } finally {
      this.loading = false;
    }
  }
}
