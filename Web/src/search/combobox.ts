/** What a key does to a list of options under a text field: which option is active (-1: none), whether the list is open. */
export interface ListState {
  readonly isOpen: boolean;
  readonly active: number;
}

export const closedList: ListState = { isOpen: false, active: -1 };

/** The state after a key, or null when the key is not for the list. After the WAI-ARIA pattern of an editable combobox. */
export function afterKey(key: string, list: ListState, count: number): ListState | null {
  switch (key) {
    case "ArrowDown":
      return { isOpen: true, active: step(list, count, 1) };
    case "ArrowUp":
      return { isOpen: true, active: step(list, count, -1) };
    case "Escape":
      return list.isOpen ? closedList : null;
    case "Tab":
      return list.isOpen ? closedList : null;
    default:
      return null;
  }
}

// Around the list goes by way of the text itself.
function step(list: ListState, count: number, by: 1 | -1): number {
  if (count === 0) {
    return -1;
  }
  const places = count + 1;
  return ((list.active + 1 + by + places) % places) - 1;
}
