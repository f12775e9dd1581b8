import type { BuyingGroup, GroupOffer } from "../api/groups";
import { groups } from "../app/services";

/** What a product can be bought together by, and who is at it. */
export interface FoundOffer {
  readonly offer: GroupOffer;
  readonly open: readonly BuyingGroup[];
}

/** Null when there is none, or it cannot be read: the product can be bought alone all the same. */
export async function findOffer(productId: string): Promise<FoundOffer | null> {
  try {
    const offer = (await groups.offers(productId)).items.find((known) => known.isOpen);
    return offer === undefined ? null : { offer, open: await openGroups(offer.offerId) };
  } catch (error) {
    console.warn("The group offers could not be read.", error);
    return null;
  }
}

export async function openGroups(offerId: string): Promise<readonly BuyingGroup[]> {
  return (await groups.groups(offerId)).items.filter((group) => group.status === "open");
}
