export interface ChartColours {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
  readonly gold: string;
  readonly jade: string;
  readonly live: string;
}

/** The page's colours for what is drawn on a canvas, which knows no custom properties; read again when light becomes dark. */
class Colours {
  current = $state.raw<ChartColours>(read());

  constructor() {
    // The theme, which follows the system or a choice, stands there.
    const observer = new MutationObserver(() => {
      this.current = read();
    });
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  }
}

function read(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: value("--ink"),
    soft: value("--ink-soft"),
    line: value("--line"),
    surface: value("--surface"),
    accent: value("--accent"),
    gold: value("--gold"),
    jade: value("--jade"),
    live: value("--live"),
  };
}

export const colours = new Colours();
