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

/** Calls back when the page turns light or dark, by choice or with the system; the returned function stops. */
export function onSchemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
