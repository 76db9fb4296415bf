import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';

const nodeSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  typeVersion: z.number(),
  parameters: z.record(z.string(), z.unknown()),
  credentials: z.record(z.string(), z.object({ id: z.null(), name: z.string() })).optional(),
  executeOnce: z.boolean().optional(),
  alwaysOutputData: z.boolean().optional(),
  onError: z.string().optional(),
});
const workflowSchema = z.object({
  id: z.string(),
  versionId: z.string(),
  active: z.literal(false),
  settings: z.object({ executionOrder: z.literal('v1') }),
  pinData: z.object({}).strict(),
  nodes: z.array(nodeSchema),
  connections: z.record(
    z.string(),
    z.object({ main: z.array(z.array(z.object({ node: z.string(), type: z.string(), index: z.number() }))) }),
  ),
});

export type WorkflowNode = z.infer<typeof nodeSchema>;
export type Workflow = z.infer<typeof workflowSchema>;

export function readWorkflow(path: string): Workflow {
  return workflowSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

const httpSchema = z.object({
  method: z.string().default('GET'),
  url: z.string(),
  jsonBody: z.string().optional(),
  headerParameters: z
    .object({ parameters: z.array(z.object({ name: z.string(), value: z.string() })) })
    .default({ parameters: [] }),
  options: z.object({ response: z.unknown().optional() }),
});

export interface SentRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
}

type Json = Record<string, unknown>;
type Send = (request: SentRequest) => unknown;

/** What runs n8n's expressions and Code nodes here: `$('Node')` and `$input` know what ran before. */
class Run {
  readonly #results = new Map<string, Json>();
  readonly #send: Send;
  #last: Json = {};

  constructor(send: Send) {
    this.#send = send;
  }

  get last(): Json {
    return this.#last;
  }

  #evaluate(code: string): unknown {
    const item = (json: Json) => ({ first: () => ({ json }) });
    return runInNewContext(code, {
      $: (name: string) => item(this.#results.get(name) ?? {}),
      $input: item(this.#last),
      $json: this.#last,
      $execution: { id: '231' },
    });
  }

  #resolve(text: string): string {
    if (!text.startsWith('=')) return text;
    return text.slice(1).replace(/\{\{(.+?)\}\}(?!\})/g, (_, code: string) => String(this.#evaluate(code)));
  }

  #request(node: WorkflowNode): Json {
    const http = httpSchema.parse(node.parameters);
    const headers = http.headerParameters.parameters.map(({ name, value }) => [name, this.#resolve(value)]);
    const body = http.jsonBody === undefined ? undefined : this.#resolve(http.jsonBody);
    const sent = { method: http.method, url: this.#resolve(http.url), headers, body };
    const answered = this.#send({ ...sent, headers: Object.fromEntries(headers) });
    return http.options.response === undefined ? (answered as Json) : { body: answered };
  }

  #output(node: WorkflowNode): Json {
    if (node.type.endsWith('.httpRequest')) return this.#request(node);
    if (!node.type.endsWith('.code')) return this.#last;
    const items = this.#evaluate(`(() => {${node.parameters.jsCode}\n})()`) as { json: Json }[];
    return items[0]?.json ?? {};
  }

  /** Takes `json` for what the node gave. */
  assume(name: string, json: Json): void {
    this.#last = json;
    this.#results.set(name, json);
  }

  step(node: WorkflowNode): void {
    try {
      this.assume(node.name, this.#output(node));
    } catch (error) {
      if (node.onError !== 'continueRegularOutput') throw error;
      this.assume(node.name, { error: String(error) });
    }
  }
}

/**
 * Runs a workflow that is one chain, as n8n would: from its trigger, node by node.
 * @param config values of the node "Config"
 * @param send answers a request with its body, or throws
 * @returns what the last node gave
 */
export function runWorkflow(workflow: Workflow, config: Json, send: Send): Json {
  const run = new Run(send);
  const nodes = new Map(workflow.nodes.map((node) => [node.name, node]));
  let name = workflow.nodes.find(({ type }) => type.endsWith('.manualTrigger'))?.name;
  while (name !== undefined) {
    const node = nodes.get(name);
    if (node?.name === 'Config') run.assume('Config', config);
    else if (node) run.step(node);
    name = workflow.connections[name]?.main[0]?.[0]?.node;
  }
  return run.last;
}
