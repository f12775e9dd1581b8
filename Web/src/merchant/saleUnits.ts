import type { LineUnits, Sale, SaleLine } from "../api/shop";

export type SaleStep = "ship" | "refund";

/** Units of a line that can still be sent, or whose money can still go back. */
export function unitsLeft(line: SaleLine, step: SaleStep): number {
  return step === "ship" ? Math.max(0, line.quantity - line.shipped - line.refunded) : line.quantity - line.refunded;
}

/** All that is left of every line. */
export function everything(sale: Sale, step: SaleStep): Readonly<Record<string, number>> {
  return Object.fromEntries(sale.items.map((line) => [line.lineId, unitsLeft(line, step)]));
}

/** What was chosen, without lines of which nothing was. */
export function chosenLines(chosen: Readonly<Record<string, number | null>>): readonly LineUnits[] {
  return Object.entries(chosen).flatMap(([lineId, quantity]) =>
    quantity === null || quantity <= 0 ? [] : [{ lineId, quantity }],
  );
}

/** The steps that a part can take from where it stands. */
export function stepsOf(sale: Sale): {
  readonly canShip: boolean;
  readonly canDeliver: boolean;
  readonly canRefund: boolean;
} {
  const isPaid = sale.status === "paid" || sale.status === "shipped" || sale.status === "delivered";
  return {
    canShip: sale.status === "paid" && sale.items.some((line) => unitsLeft(line, "ship") > 0),
    canDeliver: sale.status === "shipped",
    canRefund: isPaid && sale.items.some((line) => unitsLeft(line, "refund") > 0),
  };
}
