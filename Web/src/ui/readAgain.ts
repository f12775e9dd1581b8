/** Does something again and again while the page is looked at. The returned function stops. */
export function readAgain(read: () => void, everyMs: number): () => void {
  const timer = setInterval(() => {
    if (document.visibilityState === "visible") {
      read();
    }
  }, everyMs);
  return () => clearInterval(timer);
}
