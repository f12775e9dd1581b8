import { describe, expect, it } from "vitest";
import { afterKey, closedList } from "./combobox";

describe("afterKey", () => {
  it("walks down through the options and back to the text", () => {
    let list = closedList;
    const walked = ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"].map((key) => {
      list = afterKey(key, list, 3) ?? list;
      return list.active;
    });
    expect(walked).toEqual([0, 1, 2, -1]);
    expect(list.isOpen).toBe(true);
  });

  it("walks up from the text to the last option", () => {
    expect(afterKey("ArrowUp", closedList, 3)).toEqual({ isOpen: true, active: 2 });
    expect(afterKey("ArrowUp", { isOpen: true, active: 0 }, 3)).toEqual({ isOpen: true, active: -1 });
  });

  it("has nothing to walk through without options", () => {
    expect(afterKey("ArrowDown", closedList, 0)).toEqual({ isOpen: true, active: -1 });
  });

  it("closes by Escape and Tab only what is open", () => {
    expect(afterKey("Escape", { isOpen: true, active: 1 }, 3)).toEqual(closedList);
    expect(afterKey("Escape", closedList, 3)).toBeNull();
    expect(afterKey("Tab", { isOpen: true, active: 1 }, 3)).toEqual(closedList);
  });

  it("leaves other keys to the text", () => {
    expect(afterKey("Home", { isOpen: true, active: 1 }, 3)).toBeNull();
    expect(afterKey("a", { isOpen: true, active: 1 }, 3)).toBeNull();
  });
});
