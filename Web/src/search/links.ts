import type { SearchItem } from "../api/search";
import { paths } from "../app/router";

/** Where a result leads. */
export function pathOf(item: SearchItem): string {
  switch (item.kind) {
    case "product":
      return paths.product(item.product.productId);
    case "room":
      return item.room.status === "replay" ? paths.replay(item.room.roomId) : paths.room(item.room.roomId);
    case "user":
      return paths.user(item.user.userId);
  }
}
