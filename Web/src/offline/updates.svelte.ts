const checkEveryMs = 30 * 60_000;

/** A newer build of the page: found by the service worker, taken when the reader says so. */
class Updates {
  /** A new version is there and waits. */
  ready = $state(false);
  private waiting: ServiceWorker | null = null;
  private taken = false;

  start(): void {
    // Without the built files (the development server) and on insecure origins there is nothing to keep.
    if (!import.meta.env.PROD || !("serviceWorker" in navigator)) {
      return;
    }
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (this.taken) {
        location.reload();
      }
    });
    // After the page: what it needs first comes first.
    addEventListener("load", () => void this.register());
  }

  /** Lets the new version take over, which loads the page anew. */
  take(): void {
    this.taken = true;
    if (this.waiting === null) {
      location.reload();
    } else {
      this.waiting.postMessage("take-over");
    }
  }

  private async register(): Promise<void> {
    try {
      const registration = await navigator.serviceWorker.register("/sw.js");
      this.watch(registration);
      setInterval(() => void this.check(registration), checkEveryMs);
    } catch (error) {
      console.warn("The page cannot be kept for when there is no connection.", error);
    }
  }

  private async check(registration: ServiceWorkerRegistration): Promise<void> {
    try {
      await registration.update();
    } catch (error) {
      console.debug("Could not ask for a newer version.", error);
    }
  }

  private watch(registration: ServiceWorkerRegistration): void {
    this.offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker?.addEventListener("statechange", () => {
        if (worker.state === "installed") {
          this.offer(worker);
        }
      });
    });
  }

  private offer(worker: ServiceWorker | null): void {
    // The very first version replaces nothing.
    if (worker !== null && navigator.serviceWorker.controller !== null) {
      this.waiting = worker;
      this.ready = true;
    }
  }
}

export const updates = new Updates();
