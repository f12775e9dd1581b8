import type { Interest } from "../../api/taste";
import type { TasteTexts } from "../../i18n/taste";

/** Why something is thought to be liked. */
export function becauseText(interest: Interest, t: TasteTexts, tag: string): string {
  const { act, products } = interest.because;
  if (products.length > 0) {
    const list = new Intl.ListFormat(tag, { type: "conjunction" });
    return t.because(list.format(products.map((product) => product.title)));
  }
  return act === "dismiss" ? "" : t.acts[act];
}

export function percentText(weight: number, tag: string): string {
  return new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 }).format(weight);
}
