import { type AgentRelease, sha256 } from '../agent-release.ts';
import { composeFor } from './agent-compose.ts';

/** Ways to put the agent on a machine, each to be copied as it is. */
export interface AgentCommands {
  /** Options of the installer may follow. */
  command: string;
  /** The same, with the script checked before it runs. */
  verified_command: string;
  compose: string;
  manual: string;
}

/** Text that goes on only if the file is the one meant. */
const check = (sum: string, file: string) => `echo "${sum}  ${file}" | sha256sum -c`;

/**
 * What a person copies. The token goes by argument or environment, never in an address.
 * @param hubUrl as `plainOrigin` gives it
 */
export function agentCommands(release: AgentRelease, hubUrl: string, token: string): AgentCommands {
  const { sha256: agentSha256 } = release.manifest;
  const script = `${hubUrl}/agent/install.sh`;
  const scriptSha256 = sha256(release.installScript(hubUrl));
  const program = 'porchlight-agent.mjs';
  return {
    command: `curl -fsSL ${script} | sudo sh -s -- --token ${token}`,
    verified_command: `curl -fsSLO ${script} && ${check(scriptSha256, 'install.sh')} && sudo sh install.sh --token ${token}`,
    compose: composeFor({ hubUrl, token, agentSha256 }),
    manual: `curl -fsSLO ${hubUrl}/agent/${program} && ${check(agentSha256, program)} && PORCHLIGHT_AGENT_TOKEN=${token} node ${program} --hub ${hubUrl}`,
  };
}
