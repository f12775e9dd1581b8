const remembered = 2_000;

/** Names seen lately by id, so that a reason can say them in the reader's language. */
class KnownNames {
  private readonly names = new Map<string, string>();

  remember(id: string, name: string): void {
    this.names.delete(id);
    this.names.set(id, name);
    if (this.names.size > remembered) {
      const oldest = this.names.keys().next();
      if (oldest.done !== true) {
        this.names.delete(oldest.value);
      }
    }
  }

  find(id: string | null | undefined): string | null {
    return id === null || id === undefined ? null : (this.names.get(id) ?? null);
  }
}

export const productTitles = new KnownNames();
export const userNames = new KnownNames();
