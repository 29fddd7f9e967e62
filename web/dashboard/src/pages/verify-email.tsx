import { useState } from "preact/hooks";
import { askToVerifyEmail, verifyEmail } from "../api/client.ts";
import { useAnswer } from "../answer.ts";
import { takeMailedToken } from "../handed-over.ts";
import { Failed, useAct } from "../parts/act.tsx";
import { LogIn } from "../parts/log-in.tsx";
import { Mark } from "../parts/mark.tsx";
import { Page } from "../parts/page.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { token } from "../session.ts";

const BAD_LINK = "Invalid or expired verification link";

/** Where the link of a mail leads that proves an address (contract: auth, "Verifying the e-mail"). */
export function VerifyEmailPage() {
  const [mailed] = useState(takeMailedToken);
  const seen = useAnswer(mailed, `verification ${mailed}`, (signal) => verifyEmail(mailed, signal));
  const isBad = seen.failure?.message === BAD_LINK;
  return (
    <Page title={isBad ? "This link leads nowhere" : "Your e-mail address"} narrow>
      {seen.failure && !isBad && <Trouble answer={seen} what="The address" />}
      {isBad && <Ended />}
      {seen.value && <Verified text={seen.value} />}
    </Page>
  );
}

function Verified({ text }: { text: string }) {
  return (
    <div class="sheet entry">
      <Mark />
      <div role="status">
        <p class="done">{text}</p>
        <p class="after">The address is the one of your account.</p>
      </div>
      <div class="acts">
        <a href="/dashboard/">Go to your sites</a>
      </div>
    </div>
  );
}

function Ended() {
  return (
    <div class="sheet entry">
      <Mark />
      <p class="alert" role="alert">
        {BAD_LINK}
      </p>
      <p class="lead after">
        A link works once, for a day, and until a newer one is sent. If you opened it before, your address is confirmed
        already. A change of address has to be asked for again.
        {token.value === null && " Log in to have a new link sent."}
      </p>
      {token.value === null ? <LogIn /> : <Again />}
    </div>
  );
}

function Again() {
  const [answer, setAnswer] = useState("");
  const { busy, failure, run } = useAct();
  return (
    <>
      <Failed failure={failure} />
      <p class="done" role="status">
        {answer}
      </p>
      <div class="acts" aria-busy={busy}>
        {!answer && (
          <button
            type="button"
            class="primary"
            aria-disabled={busy}
            onClick={() => run(async () => setAnswer(await askToVerifyEmail()))}
          >
            Send a new link
          </button>
        )}
        <a href="/dashboard/">Go to your sites</a>
      </div>
    </>
  );
}
