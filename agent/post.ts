import type { Config } from './config.ts';
import type { Post } from './deliver.ts';
import { postJson } from './send.ts';
import { AGENT_VERSION } from './version.ts';

const SINGLE_MS = 10_000;
/** A backlog of a day is some megabytes; a Pi behind a slow link needs longer for it. */
const BACKLOG_MS = 60_000;

/** Posts to the hub of the settings, with the key if there is one. */
export function postTo({ hubUrl = '', apiKey }: Config, signal: AbortSignal): Post {
  const userAgent = `porchlight-agent/${AGENT_VERSION}`;
  return (path, body) => {
    const timeoutMs = path.endsWith('/heartbeats') ? BACKLOG_MS : SINGLE_MS;
    return postJson(path, body, { hubUrl, apiKey, userAgent, timeoutMs, signal });
  };
}
