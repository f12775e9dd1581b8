import type { MethodLoad } from "../api/operations";

export type MethodColumn = "name" | "perSecond" | "p50Ms" | "p99Ms" | "calls" | "failures";

export interface MethodOrder {
  readonly column: MethodColumn;
  readonly descending: boolean;
}

/** The same column again turns the order round; another begins with the most, names with the first. */
export function nextOrder(order: MethodOrder, column: MethodColumn): MethodOrder {
  return order.column === column
    ? { column, descending: !order.descending }
    : { column, descending: column !== "name" };
}

/** What is not known comes last, whichever way it is sorted; equals stay in the order of their names, so that rows do not jump. */
export function sortMethods(methods: readonly MethodLoad[], order: MethodOrder): readonly MethodLoad[] {
  const sign = order.descending ? -1 : 1;
  return [...methods].sort((left, right) => {
    const names = nameOf(left).localeCompare(nameOf(right));
    if (order.column === "name") {
      return sign * names;
    }
    const [a, b] = [left[order.column], right[order.column]];
    if (a === null || b === null) {
      return a === b ? names : a === null ? 1 : -1;
    }
    return a === b ? names : sign * (a - b);
  });
}

function nameOf(method: MethodLoad): string {
  return `${method.grain}.${method.method}`;
}
