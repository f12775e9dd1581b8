import type { GuestCartKey } from "../../api/carts";

/** Where the key of a guest's cart rests; all tabs share it. */
export const guestCartSlot = "socialcommerce.guest-cart";

/**
 * The keys of carts that were opened in this browser by somebody who had not signed in. With the first sign-in a cart is that
 * user's, also before it was merged: nobody else who uses the browser is shown it.
 */
export class GuestCartKeys {
  constructor(private readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">) {}

  get open(): GuestCartKey | null {
    return this.read(guestCartSlot)[0] ?? null;
  }

  keep(key: GuestCartKey): void {
    this.write(guestCartSlot, [key]);
  }

  /** The cart is no more; one that was opened since stays. */
  forget({ cartId }: GuestCartKey): void {
    if (this.open?.cartId === cartId) {
      this.write(guestCartSlot, []);
    }
  }

  /** All that the user has to be given; what was open is from now on the user's. */
  claim(userId: string): readonly GuestCartKey[] {
    const keys = [...this.read(slotOf(userId)), ...this.read(guestCartSlot)];
    this.write(slotOf(userId), keys);
    this.write(guestCartSlot, []);
    return keys;
  }

  /** The cart went into the user's, or never will. */
  settle(userId: string, { cartId }: GuestCartKey): void {
    this.write(
      slotOf(userId),
      this.read(slotOf(userId)).filter((key) => key.cartId !== cartId),
    );
  }

  private read(slot: string): readonly GuestCartKey[] {
    return parse(this.storage.getItem(slot));
  }

  private write(slot: string, keys: readonly GuestCartKey[]): void {
    if (keys.length === 0) {
      this.storage.removeItem(slot);
    } else {
      this.storage.setItem(slot, JSON.stringify(keys));
    }
  }
}

function slotOf(userId: string): string {
  return `${guestCartSlot}:${userId}`;
}

/** Others may write there too; what is no key opens nothing. */
function parse(text: string | null): readonly GuestCartKey[] {
  try {
    const found: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(found) ? found.filter(isKey) : [];
  } catch (error) {
    console.warn("The key of the cart cannot be read; there will be a new cart.", error);
    return [];
  }
}

function isKey(value: unknown): value is GuestCartKey {
  const { cartId, secret } = (value ?? {}) as Partial<GuestCartKey>;
  return typeof cartId === "string" && typeof secret === "string";
}
