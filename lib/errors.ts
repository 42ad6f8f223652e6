/**
 * What a caller may be told when something cannot be done. Everything else that is thrown is a fault of ours: it is
 * logged with its cause and shown as a plain sentence with an id. Expected outcomes (a denial, findings) are values,
 * never errors.
 */

/** Why something was refused; each has one HTTP status. */
export type ErrorCode = keyof typeof statusOf;

const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  unreachable: 502,
  unavailable: 503,
  timeout: 504,
} as const;

/** A plain sentence for the person who asked: what was found and where; `hint` says what to do about it. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  /** The HTTP status that fits `code`. */
  readonly status: number;
  readonly hint: string | undefined;
  /** The field of the input that the sentence is about, for forms. */
  readonly field: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { hint?: string | undefined; field?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.status = statusOf[code];
    this.hint = more.hint;
    this.field = more.field;
  }
}

/** True for an `AppError` of any copy of this module: the server and Next hold separate ones. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error && 'status' in error;
}

/** What may leave the process about an error: the sentence of an `AppError`, otherwise nothing but an id. */
export type ErrorReport = {
  code: ErrorCode | 'internal';
  message: string;
  status: number;
  hint?: string;
  field?: string;
  id?: string;
};

/** Turns anything thrown into what may be shown. `id` names the log line of an unexpected error. */
export function reportOf(error: unknown, id: string): ErrorReport {
  if (isAppError(error)) {
    const { code, message, status, hint, field } = error;
    return { code, message, status, ...(hint && { hint }), ...(field && { field }) };
  }
  return {
    code: 'internal',
    message: `Something went wrong on our side. The log has it under ${id}.`,
    status: 500,
    id,
  };
}
