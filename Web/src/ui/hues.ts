import { hash } from "../app/ids";

/** Hues (OKLCH degrees) that sit well beside the page's persimmon and gold; chosen by id, so they never change. */
const hues = [20, 38, 58, 78, 165, 185, 240, 295, 335, 355] as const;

export function hueOf(id: string): number {
  return hues[hash(id) % hues.length] ?? hues[0];
}
