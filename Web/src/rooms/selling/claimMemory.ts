/**
 * Where a page keeps which claim it made, and under which key it asked, so that a reload finds it again and claims nothing
 * twice. Gone with the tab.
 */
export class ClaimMemory {
  constructor(private readonly store: Pick<Storage, "getItem" | "setItem" | "removeItem">) {}

  /** The key to claim with: the same until the claim was answered for certain. */
  keyFor(dealId: string, newId: () => string): string {
    const name = `${keyOf(dealId)}.key`;
    const known = this.store.getItem(name) ?? newId();
    this.store.setItem(name, known);
    return known;
  }

  settle(dealId: string): void {
    this.store.removeItem(`${keyOf(dealId)}.key`);
  }

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
