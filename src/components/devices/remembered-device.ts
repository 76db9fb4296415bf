/** Where this browser remembers which of the devices it is; `public/sw.js` reads it under the same names. */
const CACHE = 'device';
const PATH = '/device.json';

export async function rememberDevice(deviceId: string): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.put(PATH, Response.json({ device_id: deviceId }));
}

/** Id of the device this browser was made; null: none, or forgotten. */
export async function rememberedDevice(): Promise<string | null> {
  const kept = await caches.match(PATH, { cacheName: CACHE });
  const { device_id: deviceId }: { device_id?: string } = (await kept?.json()) ?? {};
  return deviceId ?? null;
}

export async function forgetDevice(): Promise<void> {
  await caches.delete(CACHE);
}
