import { en, type Dictionary } from "./en";
import { zh } from "./zh";

export type Language = "en" | "zh";

const storageKey = "socialcommerce.language";
const dictionaries: Readonly<Record<Language, Dictionary>> = { en, zh };
const tags: Readonly<Record<Language, string>> = { en: "en", zh: "zh-CN" };

export function chooseLanguage(stored: string | null, preferred: readonly string[]): Language {
  if (stored === "en" || stored === "zh") {
    return stored;
  }
  const known = preferred.find((tag) => /^(en|zh)\b/i.test(tag));
  return known?.toLowerCase().startsWith("zh") === true ? "zh" : "en";
}

/** The language of the page, and the texts in it. */
class LanguageChoice {
  current = $state<Language>("en");

  get t(): Dictionary {
    return dictionaries[this.current];
  }

  /** BCP 47 tag for the `lang` attribute and for number formats. */
  get tag(): string {
    return tags[this.current];
  }

  start(): void {
    this.apply(chooseLanguage(localStorage.getItem(storageKey), navigator.languages));
  }

  choose(language: Language): void {
    localStorage.setItem(storageKey, language);
    this.apply(language);
  }

  toggle(): void {
    this.choose(this.current === "en" ? "zh" : "en");
  }

  private apply(language: Language): void {
    this.current = language;
    document.documentElement.lang = this.tag;
  }
}

export const language = new LanguageChoice();
