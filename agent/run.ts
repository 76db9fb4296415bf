import { fileURLToPath } from 'node:url';
import { type CommandLine, HELP, parseCommandLine } from './command-line.ts';
import { type Config, readConfig } from './config.ts';
import { enrolIfNeeded } from './enrol.ts';
import type { Log } from './log.ts';
import { createHost } from './probes/index.ts';
import { readDisks } from './read-disks.ts';
import { startReporting } from './reporting.ts';
import { update } from './update.ts';
import { AGENT_VERSION } from './version.ts';

export interface RunOptions {
  argv: string[];
  env: NodeJS.ProcessEnv;
  /** Where `--print`, `--help` and `--version` write. */
  print: (text: string) => void;
  log: Log;
  /** Fires when the agent is told to stop. */
  signal: AbortSignal;
}

/** Bundled, this file is the whole program. */
const OWN_PROGRAM = { path: fileURLToPath(import.meta.url), version: AGENT_VERSION };

async function act(config: Config, line: CommandLine, options: RunOptions): Promise<number> {
  switch (line.command) {
    case 'report':
      return startReporting(config, line, options);
    case 'enrol':
      await enrolIfNeeded(config, options);
      return 0;
    case 'update':
      return update({ ...options, config, checkOnly: line.check, program: OWN_PROGRAM, host: createHost() });
    case 'read-disks':
      await readDisks(createHost(), line.write, options.print);
      return 0;
  }
}

/** Runs the agent as the command line says. Resolves to the exit code; what went wrong is in the log. */
export async function run(options: RunOptions): Promise<number> {
  try {
    const line = parseCommandLine(options.argv);
    if (line.help) options.print(HELP);
    if (line.version) options.print(`${AGENT_VERSION}\n`);
    if (line.help || line.version) return 0;
    return await act(readConfig(line, options.env), line, options);
  } catch (error) {
    options.log((error as Error).message);
    return 1;
  }
}
