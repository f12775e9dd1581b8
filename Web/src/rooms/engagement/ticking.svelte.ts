import { serverClock } from "../../live/serverClock";

const tickMs = 500;

/** The server's time, twice a second, for as long as the component that asks is there. */
export function tickingTime(): { readonly now: number } {
  let now = $state(serverClock.now());
  $effect(() => {
    const timer = setInterval(() => {
      now = serverClock.now();
    }, tickMs);
    return () => clearInterval(timer);
  });
  return {
    get now() {
      return now;
    },
  };
}

/** Whole seconds until a time, or null when it has passed or there is none. */
export function secondsUntil(time: string | undefined, now: number): number | null {
  const left = Math.ceil((Date.parse(time ?? "") - now) / 1_000);
  return left > 0 ? left : null;
}

/** What opened a moment ago was opened before this viewer's eyes: nobody's own part in it can be older. */
export function isFresh(openedAt: string): boolean {
  return serverClock.now() - Date.parse(openedAt) < 5_000;
}
