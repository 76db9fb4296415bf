/**
 * Gives this browser the hub's worker. One that is there is compared with the hub's now: browsers do so by themselves,
 * but only when it has been idle for a while.
 * @throws TypeError when it cannot be had
 */
export async function registerWorker(): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  return registration.installing ? registration : registration.update();
}
