export const sections = ["overview", "products", "import", "stock", "orders", "promotions", "webhooks"] as const;

export type Section = (typeof sections)[number];

/** The part of the shop an address names; the overview for any other. */
export function sectionOf(name: string | undefined): Section {
  return sections.find((section) => section === name) ?? "overview";
}
