// The least that could store a heartbeat: bare node:http, key hash, JSON.parse, one row committed per request.
import { hash } from 'node:crypto';
import { createServer } from 'node:http';
import Libsql from 'libsql';

const [path = ''] = process.argv.slice(2);
const database = new Libsql(path);
database.exec('PRAGMA journal_mode=WAL');
database.exec('PRAGMA synchronous=NORMAL');
database.exec(
  'CREATE TABLE heartbeats (at INTEGER, server TEXT, metrics TEXT, PRIMARY KEY (at, server)) WITHOUT ROWID',
);
const insert = database.prepare('INSERT OR IGNORE INTO heartbeats VALUES (?, ?, ?)');
const keys = new Set([hash('sha256', process.env.BENCH_KEY ?? '', 'base64url')]);

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const isKnown = keys.has(hash('sha256', String(request.headers['x-api-key']), 'base64url'));
    const body = JSON.parse(Buffer.concat(chunks).toString()) as {
      timestamp: string;
      server_id: string;
      metrics: object;
    };
    insert.run(Date.parse(body.timestamp), body.server_id, JSON.stringify(body.metrics));
    response.writeHead(isKnown ? 200 : 401, { 'Content-Type': 'application/json' }).end('{"received":true}');
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`listening ${typeof address === 'object' ? address?.port : ''}\n`);
});
