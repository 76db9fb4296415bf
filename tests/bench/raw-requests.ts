import { connect, type Socket } from 'node:net';

const requestFor = (path: string) =>
  Buffer.from(
    [
      `GET ${path} HTTP/1.1`,
      'Host: hub.example',
      'Accept: text/html',
      'Accept-Encoding: gzip, deflate, br, zstd',
      'Accept-Language: en-GB,en;q=0.9',
      'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Safari/537.36',
      '\r\n',
    ].join('\r\n'),
  );

/** Bytes of the whole answer, from its first part. @throws Error unless it is a 200 */
function lengthOf(start: Buffer): number {
  const head = start.subarray(0, start.indexOf('\r\n\r\n')).toString('latin1');
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  if (!head.startsWith('HTTP/1.1 200') || length === undefined) throw new Error(`Unexpected answer: ${head}`);
  return head.length + 4 + Number(length);
}

/** Asks on one connection whenever the answer before is complete, as long as `next` says so. */
function askOn(socket: Socket, request: Buffer, next: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let missing = 0;
    const ask = () => {
      if (next()) socket.write(request);
      else socket.end(resolve);
    };
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('data', (part) => {
      if (missing === 0) missing = lengthOf(part);
      missing -= part.length;
      if (missing === 0) ask();
    });
  });
}

/**
 * So many requests for one path over connections that stay open, with as little work on this side as possible, so that
 * what is asked is the busy one.
 */
export async function keepAsking(
  port: number,
  path: string,
  connections: number,
  total: number,
): Promise<void> {
  const request = requestFor(path);
  let left = total;
  const next = () => {
    left -= 1;
    return left >= 0;
  };
  const sockets = Array.from({ length: connections }, () => connect(port, '127.0.0.1'));
  await Promise.all(sockets.map((socket) => askOn(socket, request, next)));
}
