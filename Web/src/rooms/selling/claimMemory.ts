/** Where a page keeps which claim it made, so that a reload finds it again. Gone with the tab. */
export class ClaimMemory {
  constructor(private readonly store: Pick<Storage, "getItem" | "setItem" | "removeItem">) {}

  find(dealId: string): string | null {
    return this.store.getItem(keyOf(dealId));
  }

  keep(dealId: string, claimId: string): void {
    this.store.setItem(keyOf(dealId), claimId);
  }

  forget(dealId: string): void {
    this.store.removeItem(keyOf(dealId));
  }
}

function keyOf(dealId: string): string {
  return `socialcommerce.claim.${dealId}`;
}
