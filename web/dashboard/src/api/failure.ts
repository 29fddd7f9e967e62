/** A call that did not succeed, in words for the reader. */
export class Failure extends Error {
  /** HTTP status, 0 when no answer came. */
  readonly status: number;
  /** What is wrong with which field, where the server says so. */
  readonly fields: Record<string, string>;

  constructor(status: number, message: string, fields: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.fields = fields;
  }
}

const OWN_WORDS: Record<number, string> = {
  500: "The server failed on this request. Its log says why.",
  503: "The server cannot answer at the moment. Try again shortly.",
};

/** How long to wait, where the server says so: after too many wrong passwords it is many minutes. */
function tooMany(answer: Response): string {
  const minutes = Math.ceil(Number(answer.headers.get("Retry-After") ?? 60) / 60) || 1;
  return `Too many requests in a short time. Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`}, then try again.`;
}

/** The failure that an answer stands for. */
export async function failureOf(answer: Response): Promise<Failure> {
  const body: unknown = await answer.json().catch(() => undefined);
  const { error, fields } = (body ?? {}) as { error?: string; fields?: Record<string, string> };
  if (answer.status === 429) return new Failure(429, tooMany(answer));
  const words = OWN_WORDS[answer.status] ?? error ?? `The server answered with status ${answer.status}.`;
  return new Failure(answer.status, words, fields);
}

export const unreachable = (): Failure =>
  new Failure(0, "The server could not be reached. Check that it runs and that you are online, then try again.");
