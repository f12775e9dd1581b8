import type { InteractionKind } from "./contract";
import type { HttpClient } from "./http";

export type InterestKind = "category" | "brand" | "product";

/** With its kind the name says which interest it is; of a product it is the id. */
export interface InterestName {
  readonly kind: InterestKind;
  readonly name: string;
  readonly title: string;
}

export interface Interest extends InterestName {
  readonly imageUrl?: string | null;
  /** Share among those of its kind, 0 to 1. */
  readonly weight: number;
  readonly because: {
    readonly act: InteractionKind;
    readonly at: string;
    readonly products: readonly { readonly productId: string; readonly title: string }[];
  };
}

export interface Taste {
  readonly personalised: boolean;
  readonly interests: readonly Interest[];
  readonly removed: readonly (InterestName & { readonly at: string })[];
  readonly forgottenAt?: string;
}

export class TasteCalls {
  constructor(private readonly http: HttpClient) {}

  get(): Promise<Taste> {
    return this.http.request("GET", "/users/me/taste");
  }

  forget(): Promise<void> {
    return this.http.request("DELETE", "/users/me/taste");
  }

  remove(interest: InterestName): Promise<void> {
    return this.http.request("PUT", pathOf(interest));
  }

  restore(interest: InterestName): Promise<void> {
    return this.http.request("DELETE", pathOf(interest));
  }

  setPersonalised(enabled: boolean): Promise<{ readonly enabled: boolean }> {
    return this.http.request("PUT", "/users/me/personalisation", { body: { enabled } });
  }
}

function pathOf(interest: InterestName): string {
  return `/users/me/taste/removed/${interest.kind}/${encodeURIComponent(interest.name)}`;
}
