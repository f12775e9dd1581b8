import type { DealClaim } from "../../api/contract";
import type { CartGoods } from "../../orders/cart/cartFold";

/** What a viewer is about to buy without leaving the room. */
export interface Wanted {
  readonly goods: CartGoods;
  /** Units that are held already, at the price of a deal. */
  readonly held?: { readonly dealId: string; readonly claim: DealClaim };
  readonly onPaid?: () => void;
}
