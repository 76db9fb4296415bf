import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { isBusy } from '../../../db/open.ts';
import { AppError, type ErrorCode, reasonOf } from '../errors.ts';
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

/** What a client is told of an error: nothing of one that nobody expected but where the log tells more. */
function bodyOf(error: AppError | null, requestId: string): ErrorBody {
  const { field, details, remediation } = error?.options ?? {};
  return {
    error: {
      code: error?.code ?? 'internal',
      message: error?.message ?? 'Something went wrong in the hub; its log has the request id',
      ...(field !== undefined && { field }),
      ...(details !== undefined && { details }),
      ...(remediation !== undefined && { remediation }),
      request_id: requestId,
      timestamp: new Date().toISOString(),
    },
  };
}

/** The one error shape as HTTP; null stands for what nobody expected. */
export function refusal(error: AppError | null, requestId: string) {
  const retryAfterSeconds = error?.options.retryAfterSeconds;
  return {
    status: error ? STATUS[error.code] : (500 as const),
    headers: {
      'X-Request-Id': requestId,
      ...(retryAfterSeconds !== undefined && { 'Retry-After': String(retryAfterSeconds) }),
    },
    body: bodyOf(error, requestId),
  };
}

/** What of an error we have words for; anything else as it is. */
function knownAs(error: unknown): unknown {
  if (error instanceof HTTPException) return fromFramework(error);
  if (!isBusy(error)) return error;
  return new AppError('unavailable', 'Another program holds the database; try again in a moment', {
    retryAfterSeconds: 5,
    cause: error,
  });
}

/** Turns anything thrown into the one error shape; what nobody expected shows its request id, not its text. */
export function errorAnswer(error: unknown, c: Context<ApiEnv>, log: Log): Response {
  const requestId = c.get('requestId');
  const known = knownAs(error);
  const isExpected = known instanceof AppError;
  if (!isExpected) {
    log.error('request failed', { request_id: requestId, path: c.req.path, error: reasonOf(error) });
  }
  const { status, headers, body } = refusal(isExpected ? known : null, requestId);
  return c.json(body, status, headers);
}
