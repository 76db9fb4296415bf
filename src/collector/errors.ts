/** Every way a verb can refuse. Transports translate them once, exhaustively. */
export type ErrorCode =
  | 'bad_request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'too_large'
  | 'unsupported_type'
  | 'invalid'
  | 'rate_limited'
  | 'unavailable';

export interface ErrorOptions {
  /** Name of the offending field, dotted for nested ones. */
  field?: string;
  details?: unknown;
  /** What the reader can do, one step per entry. */
  remediation?: string[];
  /** For `rate_limited` and `unavailable`. */
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** The one error that verbs throw on purpose. Its message is shown to people; never put a secret in it. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly options: ErrorOptions;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.options = options;
  }
}

/** The answer for anything that is not there for this asker, whether or not it exists for another. */
export function notFound(what: string, id: string): AppError {
  return new AppError('not_found', `No ${what} "${id}" here`);
}

/**
 * An unexpected error as the log may show it: a failed query without the values bound to it, which can be
 * hashes, addresses or session tokens.
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `: ${reasonOf(error.cause)}`;
  return `${error.name}: ${error.message.split('\nparams:', 1)[0]}${cause}`;
}
