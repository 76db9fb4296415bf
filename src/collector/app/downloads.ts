import type { IncomingMessage } from 'node:http';
import { type AgentRelease, plainOrigin, sha256 } from '../agent-release.ts';
import { AppError } from '../errors.ts';
import { type NodeHandler, refuse } from './serve.ts';

const SCRIPT = 'text/x-shellscript; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';

interface Download {
  type: string;
  body: (hubUrl: () => string) => string | Buffer;
}

/** One line of `sha256sum`. */
const checksum = (content: string | Buffer, name: string) => `${sha256(content)}  ${name}\n`;

/** A closed list, so that no path can lead anywhere else. */
function downloadsOf({ program, manifest, installScript }: AgentRelease): Record<string, Download> {
  return {
    '/agent/install.sh': { type: SCRIPT, body: (hubUrl) => installScript(hubUrl()) },
    '/agent/install.sh.sha256': {
      type: TEXT,
      body: (hubUrl) => checksum(installScript(hubUrl()), 'install.sh'),
    },
    '/agent/porchlight-agent.mjs': { type: 'text/javascript; charset=utf-8', body: () => program },
    '/agent/porchlight-agent.mjs.sha256': {
      type: TEXT,
      body: () => checksum(program, 'porchlight-agent.mjs'),
    },
    '/agent/manifest.json': { type: 'application/json', body: () => `${JSON.stringify(manifest)}\n` },
  };
}

/** @throws AppError for what is no download, or was asked for under an address that fits no script */
function find(
  downloads: Record<string, Download>,
  { method, url = '', headers }: IncomingMessage,
  publicUrl: string | undefined,
): { type: string; body: Buffer } {
  const path = url.split('?', 1)[0] ?? '';
  const found = Object.hasOwn(downloads, path) ? downloads[path] : undefined;
  if (!found || (method !== 'GET' && method !== 'HEAD')) {
    throw new AppError('not_found', 'There is no such download');
  }
  const hubUrl = () => plainOrigin(publicUrl ?? `http://${headers.host}`);
  return { type: found.type, body: Buffer.from(found.body(hubUrl)) };
}

/**
 * The agent, its installer and what they are checked against.
 * @param publicUrl the address agents use; absent: the one they asked under
 */
export function agentDownloads(release: AgentRelease, publicUrl: string | undefined): NodeHandler {
  const downloads = downloadsOf(release);
  return function download(request, response) {
    try {
      const { type, body } = find(downloads, request, publicUrl);
      const headers = { 'Content-Type': type, 'Content-Length': body.length, 'Cache-Control': 'no-cache' };
      response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refuse(response, error);
    }
  };
}
