import { http, requestFor } from '../node-http.ts';

const MAX_BYTES = 8_000_000;

/** A path is a Unix socket, which has no host and no port. */
function targetOf(address: string, path: string) {
  if (address.startsWith('/')) return { request: http.request, options: { socketPath: address, path } };
  const url = new URL(path, address);
  const { protocol, hostname, port, pathname, search } = url;
  return { request: requestFor(url), options: { protocol, hostname, port, path: `${pathname}${search}` } };
}

/**
 * Body of a GET.
 * @param address path of a Unix socket, or http(s) address
 * @throws Error in words unless it is answered 200 within the time and in 8 MB
 */
export function getText(address: string, path: string, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const { request, options } = targetOf(address, path);
    const outgoing = request({ ...options, agent: false, headers: { host: 'localhost' } });
    const late = new Error(`${address} gave no answer in ${timeoutMs / 1000} s`);
    const timer = setTimeout(() => outgoing.destroy(late), timeoutMs);
    outgoing.on('close', () => clearTimeout(timer)).on('error', reject);
    outgoing.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('error', reject);
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MAX_BYTES) outgoing.destroy(new Error(`${address} answers with more than 8 MB`));
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${address} answers ${response.statusCode} for ${path}`));
      });
    });
    outgoing.end();
  });
}
