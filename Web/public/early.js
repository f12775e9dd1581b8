// Before the first paint: the colours and the language that were chosen, so that nothing flashes. Kept apart from the page's
// modules because those run after it; the same rules stand in src/ui/theme.svelte.ts and src/i18n/language.svelte.ts.
(() => {
  const root = document.documentElement;
  const chosen = localStorage.getItem("socialcommerce.theme");
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.theme = dark ? "dark" : "light";
})();
