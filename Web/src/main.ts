import "@fontsource-variable/bricolage-grotesque/wght.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { navigation } from "./app/navigation.svelte";
import { link, tracker } from "./app/services";
import { language } from "./i18n/language.svelte";
import { network } from "./offline/network.svelte";
import { updates } from "./offline/updates.svelte";
import { theme } from "./ui/theme.svelte";
import { identity } from "./users/identity.svelte";

theme.start();
language.start();
network.start();
updates.start();
navigation.start();
identity.start();

addEventListener("online", () => {
  link.nudge();
  identity.nudge();
});
addEventListener("pagehide", () => tracker.flushLast());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    link.nudge();
  }
});

const target = document.getElementById("app");
if (target === null) {
  throw new Error("The page has no #app element to draw into.");
}
mount(App, { target });
