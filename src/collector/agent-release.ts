import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ReleaseManifest, releaseMessage } from '../../agent/protocol.ts';
import { AppError } from './errors.ts';

/** The agent that this hub hands out. */
export interface AgentRelease {
  program: Buffer;
  manifest: ReleaseManifest;
  /** Installs the agent for the hub at this address. @param hubUrl as `plainOrigin` gives it */
  installScript: (hubUrl: string) => string;
}

/** Names, IPv4 and bracketed IPv6 with an optional port; nothing that a shell could take for something else. */
const PLAIN_ORIGIN = /^https?:\/\/([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:]+\])(:\d{1,5})?$/;

/**
 * Origin of an address, safe to stand in a shell script or a command to copy.
 * @throws AppError `bad_request` when it is anything but a plain http(s) address
 */
export function plainOrigin(address: string): string {
  const origin = URL.canParse(address) ? new URL(address).origin : '';
  if (PLAIN_ORIGIN.test(origin)) return origin;
  throw new AppError('bad_request', 'The address of the request cannot stand in a command', {
    remediation: ['Set PORCHLIGHT_URL to the address that agents use'],
  });
}

/** SHA-256 in hex. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * Reads the agent as the build left it.
 * @param folder holds `porchlight-agent.mjs` and `install.sh`
 * @param version of the agent; the hub's own, because they are built together
 * @param sign the hub's signature for agents, as base64url
 */
export function openAgentRelease(
  folder: string,
  version: string,
  sign: (text: string) => string,
): AgentRelease {
  const program = readFileSync(join(folder, 'porchlight-agent.mjs'));
  const template = readFileSync(join(folder, 'install.sh'), 'utf8');
  const release = { version, sha256: sha256(program) };
  return {
    program,
    manifest: { ...release, signature: sign(releaseMessage(release)) },
    installScript: (hubUrl) =>
      template.replaceAll('@HUB_URL@', hubUrl).replaceAll('@AGENT_SHA256@', release.sha256),
  };
}
