/**
 * Does things of one name one after the other across tabs. Web locks exist on secure origins only; elsewhere two tabs may
 * rarely do them at once.
 */
export function exclusively(name: string): <T>(work: () => Promise<T>) => Promise<T> {
  const locks = (navigator as { locks?: LockManager }).locks;
  return (work) => (locks === undefined ? work() : locks.request(name, work));
}
