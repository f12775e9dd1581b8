import type { Activity } from "../api/activity";
import { paths } from "../app/router";
import type { ActivityTexts } from "../i18n/activity";

/** One line for all who do the same in the same room. */
export interface GatheredActivity extends Activity {
  /** How many do it beside the one who is named. */
  readonly others: number;
}

/** Those who watch the same room stand together, as one; everything else by itself, in its order. */
export function gathered(items: readonly Activity[]): readonly GatheredActivity[] {
  const lines = new Map<string, GatheredActivity>();
  for (const item of items) {
    const key = item.kind === "watching" ? `watching:${item.room?.roomId ?? ""}` : activityKey(item);
    const line = lines.get(key);
    lines.set(key, line === undefined ? { ...item, others: 0 } : { ...line, others: line.others + 1 });
  }
  return [...lines.values()];
}

/** What makes one line of activity another one. */
export function activityKey(item: Activity): string {
  return `${item.kind}:${item.user.userId}:${item.room?.roomId ?? item.product?.productId ?? ""}`;
}

/** Where it can be looked at. */
export function activityPath(item: Activity): string {
  if (item.room !== undefined) {
    return paths.room(item.room.roomId);
  }
  return item.product === undefined ? paths.user(item.user.userId) : paths.product(item.product.productId);
}

/** Who has a product, in one phrase; null when nobody does. */
export function whoHasIt(items: readonly Activity[], t: ActivityTexts): string | null {
  const [first, second, ...others] = items.map((item) => item.user.displayName);
  if (first === undefined) {
    return null;
  }
  if (second === undefined) {
    return t.oneHas(first);
  }
  return others.length === 0 ? t.twoHave(first, second) : t.manyHave(first, others.length + 1);
}
