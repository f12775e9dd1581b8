/** The given duration, or none for people who asked for less motion. */
export function motionMs(durationMs: number): number {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : durationMs;
}
