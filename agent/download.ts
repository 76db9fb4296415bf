import { requestFor } from './node-http.ts';
import { networkReason } from './send.ts';

const MAX_BYTES = 8_000_000;

export interface DownloadOptions {
  userAgent: string;
  timeoutMs: number;
  signal?: AbortSignal;
}

function get(url: URL, { userAgent, timeoutMs, signal }: DownloadOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const outgoing = requestFor(url)(url, { agent: false, headers: { 'user-agent': userAgent }, signal });
    const late = new Error(`not there within ${timeoutMs / 1000} s`);
    const timer = setTimeout(() => outgoing.destroy(late), timeoutMs);
    outgoing.on('close', () => clearTimeout(timer)).on('error', reject);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('error', reject).on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_BYTES) response.destroy(new Error('the answer is larger than 8 MB'));
        else chunks.push(chunk);
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks));
        else reject(new Error(`it answers ${response.statusCode}`));
      });
    });
    outgoing.end();
  });
}

/**
 * The whole body of a GET, at most 8 MB. Certificates are verified, redirects not followed.
 * @throws Error in words unless it is answered 200 and complete
 */
export async function download(address: string, options: DownloadOptions): Promise<Buffer> {
  try {
    return await get(new URL(address), options);
  } catch (error) {
    throw new Error(`${address} could not be fetched: ${networkReason(error as NodeJS.ErrnoException)}`);
  }
}
