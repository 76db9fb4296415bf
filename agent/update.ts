import { readFileSync } from 'node:fs';
import type { Config } from './config.ts';
import { download } from './download.ts';
import type { Host } from './probes/index.ts';
import type { ReleaseManifest } from './protocol.ts';
import { type Crypto, compareRelease, isSignedBy, readManifest } from './release.ts';
import { replaceProgram } from './replace-program.ts';
import type { RunOptions } from './run.ts';

const UNIT = 'porchlight-agent.service';
const FETCH_MS = 60_000;
const START_MS = 20_000;
const RESTART_MS = 90_000;

export interface UpdateOptions extends Pick<RunOptions, 'print' | 'signal'> {
  config: Config;
  /** Say whether there is another version, change nothing. */
  checkOnly: boolean;
  /** What runs now. */
  program: { path: string; version: string };
  host: Host;
}

/** @throws Error in words naming what is missing */
function hubOf({ hubUrl, hubPublicKey }: Config): { hubUrl: string; hubPublicKey: string } {
  if (!hubUrl) throw new Error('The address of the hub is not known: run the installer first');
  if (hubPublicKey) return { hubUrl, hubPublicKey };
  throw new Error(
    "The hub's public key is not known, so nothing it sends can be checked: run its installer again with a new token",
  );
}

/** What the hub hands out, once its signature is found good. @throws Error in words */
async function readOffer(crypto: Crypto, options: UpdateOptions): Promise<ReleaseManifest> {
  const { hubUrl, hubPublicKey } = hubOf(options.config);
  const manifest = readManifest(String(await fetchFrom(hubUrl, 'manifest.json', options)));
  if (!manifest) throw new Error(`What answers at ${hubUrl} is not a Porchlight hub`);
  if (isSignedBy(crypto, hubPublicKey, manifest)) return manifest;
  throw new Error(
    `The signature is not that of the hub this machine was enrolled at: nothing was changed. If the hub was set up anew, run its installer again with a new token`,
  );
}

function fetchFrom(hubUrl: string, name: string, { program, signal }: UpdateOptions): Promise<Buffer> {
  const userAgent = `porchlight-agent/${program.version}`;
  return download(`${hubUrl}/agent/${name}`, { userAgent, timeoutMs: FETCH_MS, signal });
}

/** A program that does not even say its version must not take the place of one that works. */
async function checkStarts(host: Host, file: string, version: string): Promise<void> {
  const said = await host.run(process.execPath, [...process.execArgv, file, '--version'], START_MS);
  if (said.trim() !== version) throw new Error(`The new program says it is "${said.trim()}", not ${version}`);
}

/** The service as it is known to the service manager, if there is one; one that is stopped stays so. */
async function restartService(host: Host): Promise<void> {
  if (!host.exists('/run/systemd/system') || !host.exists(`/etc/systemd/system/${UNIT}`)) return;
  await host.run('systemctl', ['try-restart', UNIT], RESTART_MS);
}

const sha256Of = (crypto: Crypto, bytes: Buffer) => crypto.createHash('sha256').update(bytes).digest('hex');

async function putInPlace(crypto: Crypto, offer: ReleaseManifest, options: UpdateOptions): Promise<void> {
  const { config, program, host } = options;
  const bytes = await fetchFrom(hubOf(config).hubUrl, 'porchlight-agent.mjs', options);
  if (sha256Of(crypto, bytes) !== offer.sha256) {
    throw new Error('The program is not the one that the hub has signed: nothing was changed');
  }
  await replaceProgram(program.path, bytes, (file) => checkStarts(host, file, offer.version));
}

/**
 * Replaces the running program by the hub's. Believed is only what the key signed that was told at enrolment.
 * @returns the exit code
 * @throws Error in words; unless it says otherwise the program is as it was
 */
export async function update(options: UpdateOptions): Promise<number> {
  const { program, print } = options;
  const crypto = await import('node:crypto');
  const offer = await readOffer(crypto, options);
  const own = { version: program.version, sha256: sha256Of(crypto, readFileSync(program.path)) };
  const verdict = compareRelease(own, offer);
  if (verdict === 'older') {
    throw new Error(`The hub's ${offer.version} is older than this ${own.version}: nothing was changed`);
  }
  if (verdict === 'same') print(`${own.version} is the hub's version already\n`);
  else if (options.checkOnly) print(`The hub has ${offer.version}, this is ${own.version}\n`);
  else {
    await putInPlace(crypto, offer, options);
    print(`${offer.version} is in place of ${own.version}\n`);
    await restartService(options.host);
  }
  return 0;
}
