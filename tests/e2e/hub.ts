import { type ChildProcess, spawn } from 'node:child_process';
import { type TestHub, temporaryFolder, testHub } from '../factories.ts';
import { hubEnvironment } from '../hub-process.ts';

export const KEY = 'pl_browser-test-key-0123456789abcd';

export interface BrowserHub {
  url: string;
  ownerLink: string;
  stop: () => Promise<void>;
}

/**
 * A built hub in a folder of its own, as `npm start` would run it, and the link it prints.
 * @param prepare what another hub leaves in that folder before
 */
export async function startBrowserHub(prepare?: (hub: TestHub) => Promise<void>): Promise<BrowserHub> {
  const folder = temporaryFolder();
  if (prepare) {
    const before = await testHub(folder);
    await prepare(before);
    await before.stop();
  }
  const child = spawn(process.execPath, ['dist/main.mjs'], {
    env: { PATH: process.env.PATH, ...hubEnvironment(folder.path, KEY) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ownerLink = await linkFrom(child);
  return {
    url: new URL(ownerLink).origin,
    ownerLink,
    stop: async () => {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await exited;
      folder.remove();
    },
  };
}

async function linkFrom(child: ChildProcess): Promise<string> {
  let output = '';
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    const link = /http\S+\/setup\?token=\S+/.exec(output)?.[0];
    if (link !== undefined && output.includes('\n\n')) return link;
  }
  throw new Error(`The hub ended before it printed its link:\n${output}`);
}
