import { type Failure, failure, failureOfError } from '../../outbound-failure.ts';

const LABEL = 'The mail server';

interface SmtpProblem {
  code: string;
  /** The server's reply, as 550; null when it did not come to one. */
  reply: number | null;
}

function problemOf(error: unknown): SmtpProblem {
  const reply = error instanceof Error ? Number(Reflect.get(error, 'responseCode')) : Number.NaN;
  const code = error instanceof Error ? String(Reflect.get(error, 'code')) : '';
  return { code, reply: Number.isInteger(reply) ? reply : null };
}

/** Replies that speak of the receiver's address (RFC 5321 §4.2.3). */
const NO_SUCH_MAILBOX = new Set([550, 551, 553]);

/** What a mail server's reply says: 4xx may pass, 5xx will not (RFC 5321 §4.2.1). */
function failureOfReply({ code, reply }: SmtpProblem & { reply: number }): Failure {
  if (reply >= 400 && reply < 500) return failure('server', `${LABEL} cannot take the mail now (${reply})`);
  if (code === 'EAUTH')
    return failure('unauthorized', `${LABEL} does not accept name and password (${reply})`);
  if (reply === 530) return failure('unauthorized', `${LABEL} wants a name and password (${reply})`);
  if (code === 'EENVELOPE' && NO_SUCH_MAILBOX.has(reply)) {
    return failure('target_gone', `${LABEL} does not take mail for this address (${reply})`);
  }
  return failure('rejected', `${LABEL} refused the mail (${reply})`);
}

/** What an error of nodemailer says. */
export function failureOfMail(error: unknown): Failure {
  const problem = problemOf(error);
  if (problem.code === 'ETLS')
    return failure('network', `${LABEL} offers no encryption that can be trusted (ETLS)`);
  if (problem.code === 'ENOAUTH') return failure('unauthorized', `${LABEL} wants a name and password`);
  const { reply } = problem;
  return reply === null ? failureOfError(LABEL, error) : failureOfReply({ ...problem, reply });
}
