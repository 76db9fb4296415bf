import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { AppError, type ErrorCode } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ApiEnv } from './parts.ts';
import type { ErrorBody } from './schema/error.ts';

/** The one place where refusals become HTTP. */
const STATUS = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unsupported_type: 415,
  invalid: 422,
  rate_limited: 429,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;

const FROM_STATUS = new Map<number, ErrorCode>(
  Object.entries(STATUS).map(([code, status]) => [status, code as ErrorCode]),
);

/** What the framework itself refuses, in our words. */
function fromFramework(error: HTTPException): AppError {
  const code = FROM_STATUS.get(error.status) ?? 'bad_request';
  const messages: Partial<Record<ErrorCode, string>> = {
    bad_request: 'The body is not valid JSON',
    unsupported_type: 'Send the body as application/json',
  };
  return new AppError(code, messages[code] ?? error.message);
}

function body(error: AppError, requestId: string): ErrorBody {
  const { field, details, remediation } = error.options;
  return {
    error: {
      code: error.code,
      message: error.message,
      ...(field !== undefined && { field }),
      ...(details !== undefined && { details }),
      ...(remediation !== undefined && { remediation }),
      request_id: requestId,
      timestamp: new Date().toISOString(),
    },
  };
}

/** Turns anything thrown into the one error shape; what nobody expected shows its request id, not its text. */
export function errorAnswer(error: unknown, c: Context<ApiEnv>, log: Log): Response {
  const requestId = c.get('requestId');
  c.header('X-Request-Id', requestId);
  const known = error instanceof HTTPException ? fromFramework(error) : error;
  if (!(known instanceof AppError)) {
    log.error('request failed', { request_id: requestId, path: c.req.path, error: String(error) });
    const unexpected = {
      code: 'internal',
      message: 'Something went wrong in the hub; its log has the request id',
    };
    const answer = { error: { ...unexpected, request_id: requestId, timestamp: new Date().toISOString() } };
    return c.json(answer, 500);
  }
  const { retryAfterSeconds } = known.options;
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
  return c.json(body(known, requestId), STATUS[known.code]);
}
