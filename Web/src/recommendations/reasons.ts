import type { Reason } from "../api/contract";
import type { Dictionary } from "../i18n/en";
import type { Language } from "../i18n/language.svelte";

export interface NameLookup {
  find(id: string | null | undefined): string | null;
}

/** The server words reasons in English; in other languages they are composed from their kind and the names known here. */
export function reasonText(
  reason: Reason,
  language: Language,
  t: Dictionary,
  products: NameLookup,
  users: NameLookup,
): string {
  if (language === "en" && reason.text !== "") {
    return reason.text;
  }
  switch (reason.kind) {
    case "similar":
      return t.reasonSimilar(products.find(reason.productId));
    case "friend":
      return friendText(reason, t, users);
    case "room":
      return t.reasonRoom;
    case "trending":
      return t.reasonTrending;
    case "taste":
      return t.reasonTaste;
    case "explore":
      return t.reasonExplore;
    case "campaign":
      return t.reasonCampaign;
    default:
      // A kind from a newer server.
      return reason.text;
  }
}

/** Without a name it is many who are followed. */
function friendText(reason: Reason, t: Dictionary, users: NameLookup): string {
  const name = users.find(reason.userId) ?? t.reasonSomebody;
  if (reason.userId === null || reason.userId === undefined) {
    return t.reasonFriends;
  }
  switch (reason.act) {
    case "reviewed":
      return t.reasonReviewed(name);
    case "bought":
      return t.reasonBought(name);
    default:
      return t.reasonLiked(name);
  }
}
