import type { Answer } from "../answer.ts";
import { clock } from "../format.ts";

/** What failed, in words, and the way to try again. Data that was there stays, with its time. */
export function Trouble({
  answer,
  what,
}: {
  answer: Pick<Answer<unknown>, "value" | "asOf" | "failure" | "retry">;
  what: string;
}) {
  return (
    <div class="trouble" role="alert">
      <p>
        {what} could not be {answer.value ? "updated" : "loaded"}. {answer.failure!.message}
        {answer.asOf && ` What you see is as of ${clock(answer.asOf)}.`}
      </p>
      <button type="button" onClick={answer.retry}>
        Try again
      </button>
    </div>
  );
}
