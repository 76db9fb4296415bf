import { z } from 'zod';

export interface Operation {
  summary?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[];
  requestBody?: { content: Record<string, { schema: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: { $ref?: string } }> }>;
}

export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
}

export interface NamedOperation {
  /** Method and path, as "get /api/v1/fleet". */
  name: string;
  path: string;
  method: string;
  operation: Operation;
}

/** Every operation of a document. */
export function operationsOf(document: ApiDocument): NamedOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method} ${path}`,
      path,
      method,
      operation,
    })),
  );
}

/** What a `$ref` points to; undefined when there is nothing. */
export function resolve(document: ApiDocument, reference: string): unknown {
  const steps = reference.replace(/^#\//, '').split('/');
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
}

/** A schema without references. */
export function inlined(document: ApiDocument, schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map((one) => inlined(document, one));
  if ('$ref' in schema) return inlined(document, resolve(document, String(schema.$ref)));
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, inlined(document, value)]));
}

/** A schema without references, that takes no property it does not name: what is answered is documented. */
export function closed(document: ApiDocument, schema: unknown): unknown {
  return closedInline(inlined(document, schema));
}

function closedInline(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(closedInline);
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closedInline(value)]));
  const isRecord = 'properties' in schema && !('additionalProperties' in schema);
  return isRecord && 'type' in schema ? { ...inner, additionalProperties: false } : inner;
}

/** A JSON schema as something that parses. */
export function parserOf(schema: unknown): z.ZodType {
  return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
}

/**
 * What the document says a JSON answer looks like.
 * @throws Error when it says nothing of this operation and status
 */
export function schemaOf(document: ApiDocument, name: string, status: number): z.ZodType {
  const found = operationsOf(document).find((operation) => operation.name === name);
  const schema = found?.operation.responses[status]?.content?.['application/json']?.schema;
  if (!schema) throw new Error(`${name} does not document ${status}`);
  return parserOf(closed(document, schema));
}
