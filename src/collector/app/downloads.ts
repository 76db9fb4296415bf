import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { type NodeHandler, refuse } from './serve.ts';

const FILES = {
  '/agent/porchlight-agent.mjs': 'text/javascript; charset=utf-8',
  '/agent/porchlight-agent.mjs.sha256': 'text/plain; charset=utf-8',
} as const;

/** The agent and its checksum: a closed list, so that no path can lead anywhere else. */
export function agentDownloads(folder: string): NodeHandler {
  const files = new Map(
    Object.entries(FILES).map(([path, type]) => [
      path,
      { type, body: readFileSync(join(folder, path.slice('/agent/'.length))) },
    ]),
  );
  return function download(request, response) {
    const file = files.get((request.url ?? '').split('?', 1)[0] ?? '');
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) {
      refuse(response, new AppError('not_found', 'There is no such download'));
      return;
    }
    response.writeHead(200, {
      'Content-Type': file.type,
      'Content-Length': file.body.length,
      'Cache-Control': 'no-cache',
    });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  };
}
