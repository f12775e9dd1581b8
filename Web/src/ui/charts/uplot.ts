import type uPlot from "uplot";

/** The chart library is fetched when the first chart is shown. */
export async function loadPlot(): Promise<typeof uPlot> {
  const [{ default: plot }] = await Promise.all([import("uplot"), import("uplot/dist/uPlot.min.css")]);
  return plot;
}

/** A colour of the design, as it is now: canvases know no custom properties. */
export function colourOf(element: Element, name: string): string {
  return getComputedStyle(element).getPropertyValue(name).trim();
}

/** Calls back when the page turns light or dark; the returned function stops. */
export function onSchemeChange(changed: () => void): () => void {
  const query = matchMedia("(prefers-color-scheme: dark)");
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}
