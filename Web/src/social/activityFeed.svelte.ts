import { userNames } from "../app/knownNames";
import { activity } from "../app/services";
import { readAgain } from "../ui/readAgain";
import { gathered, type GatheredActivity } from "./activityText";

const refreshEveryMs = 12_000;
const readMax = 30;

/** What the people followed do; read again while the page is looked at. */
export class ActivityFeed {
  items = $state.raw<readonly GatheredActivity[] | null>(null);
  problem = $state.raw<unknown>(null);

  /** Starts reading; the returned function stops. */
  open(): () => void {
    void this.load();
    return readAgain(() => void this.load(), refreshEveryMs);
  }

  async load(): Promise<void> {
    try {
      const page = await activity.list(readMax);
      for (const item of page.items) {
        userNames.remember(item.user.userId, item.user.displayName);
      }
      this.items = gathered(page.items);
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  }
}
