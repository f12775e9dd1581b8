/** Whether this device has a network at all. */
class Network {
  online = $state(true);

  start(): void {
    const read = (): void => {
      this.online = navigator.onLine;
    };
    read();
    addEventListener("online", read);
    addEventListener("offline", read);
  }
}

export const network = new Network();
