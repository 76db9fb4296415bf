export interface ComposeFacts {
  hubUrl: string;
  token: string;
  /** SHA-256 of the agent, in hex. */
  agentSha256: string;
}

/**
 * Fetches the agent into the current folder unless it is there, and never keeps one that is not the pinned one.
 * Without single quotes, because the shell's enclose it, and without dollar signs, which Compose would replace.
 */
function fetchScript({ hubUrl, agentSha256 }: ComposeFacts): string {
  return `const fs = require("node:fs"), { createHash } = require("node:crypto");
const file = "porchlight-agent.mjs", wanted = "${agentSha256}";
const isWanted = (bytes) => createHash("sha256").update(bytes).digest("hex") === wanted;
const bring = async () => {
  if (fs.existsSync(file) && isWanted(fs.readFileSync(file))) return;
  const answer = await fetch("${hubUrl}/agent/" + file);
  if (!answer.ok) throw new Error("the hub answers " + answer.status);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (!isWanted(bytes)) throw new Error("the hub now has another agent; take a new compose.yaml from it");
  fs.writeFileSync(file + ".new", bytes);
  fs.renameSync(file + ".new", file);
};
bring().catch((error) => {
  console.error("The agent could not be fetched: " + (error.cause ?? error).message);
  process.exit(1);
});`;
}

const indent = (text: string, columns: number) => text.replaceAll(/^(?=.)/gm, ' '.repeat(columns));

/** A compose.yaml that runs the agent in Node's official image. @param facts safe to stand in a shell script */
export function composeFor(facts: ComposeFacts): string {
  return `# Porchlight's agent: sees this machine read-only below /host, and what it keeps lies in its volume.
# It runs as root, and Docker's socket lies below /host too.
services:
  porchlight-agent:
    image: node:24-slim
    restart: unless-stopped
    network_mode: host
    pid: host
    read_only: true
    cap_drop: [ALL]
    cap_add: [DAC_READ_SEARCH]
    security_opt: ["no-new-privileges:true"]
    environment:
      PORCHLIGHT_HUB_URL: "${facts.hubUrl}"
      PORCHLIGHT_AGENT_TOKEN: "${facts.token}"
      PORCHLIGHT_HOST_ROOT: /host
    volumes:
      - /:/host:ro,rslave
      - porchlight-agent:/data
    working_dir: /data
    entrypoint: [sh, -euc]
    command:
      - |
        node -e '
${indent(fetchScript(facts), 10)}
        '
        exec node --jitless porchlight-agent.mjs --config config.json
volumes:
  porchlight-agent:
`;
}
