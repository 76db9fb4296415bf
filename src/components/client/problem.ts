/** Why a request did not work, in words for the person who made it. */
export interface Problem {
  message: string;
  /** Dotted name of the offending field. */
  field: string | null;
  remediation: string[];
  status: number;
}

const STATUS_MESSAGES: Record<number, string> = {
  0: 'The hub did not answer. Check that it runs and that you are connected, then try again.',
  401: 'You are signed out. Sign in and try again.',
  403: 'Your account may not do this.',
  404: 'This is not here any more.',
  413: 'That is too much for one request.',
  429: 'Too many tries. Wait a few seconds and try again.',
  503: 'The hub is busy. Try again in a moment.',
};

const FALLBACK = 'The hub could not do this. Its log says why.';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const textIn = (fields: Fields, name: string): string | null => {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** The hub names the field before the message; beside the field that is one name too many. */
function withoutField(message: string, field: string | null): string {
  const prefix = `${field}: `;
  return field !== null && message.startsWith(prefix) ? message.slice(prefix.length) : message;
}

function sentence(text: string): string {
  const started = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(started) ? started : `${started}.`;
}

/**
 * What an answer that is not a success says.
 * @param status 0 when there was no answer at all
 * @param body parsed JSON, or null
 */
export function problemFrom(status: number, body: unknown): Problem {
  const outer = isFields(body) ? body : {};
  const error = isFields(outer.error) ? outer.error : {};
  const said = textIn(error, 'message');
  const field = textIn(error, 'field');
  const steps = Array.isArray(error.remediation) ? error.remediation : [];
  return {
    message: said ? sentence(withoutField(said, field)) : (STATUS_MESSAGES[status] ?? FALLBACK),
    field,
    remediation: steps.filter((step) => typeof step === 'string').map(sentence),
    status,
  };
}
