import type { TestRequest } from '../factories.ts';
import { type ApiDocument, type NamedOperation, schemaOf } from '../openapi.ts';
import { MARK } from './plant.ts';

const MARKED = new RegExp(`${MARK}[\\w.-]*`, 'gi');
const parsers = new Map<string, ReturnType<typeof schemaOf>>();

function parserFor(document: ApiDocument, name: string, status: number) {
  const key = `${name} ${status}`;
  const parser = parsers.get(key) ?? schemaOf(document, name, status);
  parsers.set(key, parser);
  return parser;
}

/** How the body of an answer differs from what the document says. */
function bodyProblems(document: ApiDocument, name: string, answered: Response, text: string): string[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return ['is not JSON'];
  }
  const { error } = parserFor(document, name, answered.status).safeParse(body);
  const issues = (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
  if (answered.status < 400) return issues;
  const told = (body as { error?: { request_id?: string } }).error?.request_id;
  const isTold = answered.status === 503 || told === answered.headers.get('x-request-id');
  return isTold ? issues : [...issues, 'does not tell its request id'];
}

/** Where an answer is not what the document says of this operation; empty when it is. */
export function documentProblems(
  document: ApiDocument,
  { name, operation }: NamedOperation,
  answered: Response,
  text: string,
): string[] {
  const { status } = answered;
  const told = operation.responses[status];
  if (!told) return [`answers ${status}, which is not documented: ${text.slice(0, 300)}`];
  const types = Object.keys(told.content ?? {});
  const type = answered.headers.get('content-type')?.split(';')[0] ?? '';
  if (types.length === 0) return text === '' ? [] : ['answers with a body that is not documented'];
  if (!types.includes(type)) return [`answers with ${type}`];
  return type === 'application/json' ? bodyProblems(document, name, answered, text) : [];
}

/** What an answer tells of Home that the request did not say itself. */
export function leaks(
  path: string,
  request: TestRequest,
  text: string,
  homeIds: ReadonlySet<string>,
): string[] {
  const said = `${path} ${request.text ?? ''}`.toLowerCase();
  const told = [...(text.match(MARKED) ?? []), ...[...homeIds].filter((id) => text.includes(id))];
  return told.filter((one) => !said.includes(one.toLowerCase())).map((one) => `tells of ${one}`);
}
