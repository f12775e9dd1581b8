export type ThemeChoice = "system" | "light" | "dark";
export type Theme = "light" | "dark";

export const themeChoices = ["system", "light", "dark"] as const satisfies readonly ThemeChoice[];

const storageKey = "socialcommerce.theme";
/** The paper of tokens.css, for the browser's own bars. */
const barColours: Readonly<Record<Theme, string>> = { light: "#fbf6ee", dark: "#171019" };

export function readChoice(stored: string | null): ThemeChoice {
  return stored === "light" || stored === "dark" ? stored : "system";
}

export function resolveTheme(choice: ThemeChoice, systemIsDark: boolean): Theme {
  if (choice === "system") {
    return systemIsDark ? "dark" : "light";
  }
  return choice;
}

/** Light or dark: as the system has it, or as was chosen. */
class ThemeState {
  choice = $state<ThemeChoice>("system");
  private system: MediaQueryList | null = null;

  start(): void {
    this.system = matchMedia("(prefers-color-scheme: dark)");
    this.system.addEventListener("change", () => this.apply());
    this.choice = readChoice(localStorage.getItem(storageKey));
    this.apply();
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice;
    if (choice === "system") {
      localStorage.removeItem(storageKey);
    } else {
      localStorage.setItem(storageKey, choice);
    }
    this.apply();
  }

  private apply(): void {
    const theme = resolveTheme(this.choice, this.system?.matches ?? false);
    document.documentElement.dataset["theme"] = theme;
    document.querySelector<HTMLMetaElement>("meta[name=theme-color]")?.setAttribute("content", barColours[theme]);
  }
}

export const theme = new ThemeState();
