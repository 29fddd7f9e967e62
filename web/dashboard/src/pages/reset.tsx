import { useState } from "preact/hooks";
import { askForReset, checkResetToken, resetPassword } from "../api/client.ts";
import { Failure } from "../api/failure.ts";
import { useAnswer } from "../answer.ts";
import { moment } from "../format.ts";
import { takeMailedToken } from "../handed-over.ts";
import { Field, Form } from "../parts/form.tsx";
import { Mark } from "../parts/mark.tsx";
import { Page } from "../parts/page.tsx";
import { Trouble } from "../parts/trouble.tsx";

const BAD_LINK = "Invalid or expired reset link";

/** A new password in place of a forgotten one: first the mail, then its link (contract: auth, "Forgotten password"). */
export function ResetPage() {
  const [mailed] = useState(takeMailedToken);
  return mailed ? <Link mailed={mailed} /> : <Asking />;
}

function Asking() {
  return (
    <Page title="Forgotten password" narrow>
      <div class="sheet entry">
        <Mark />
        <Question />
      </div>
      <BackToLogin />
    </Page>
  );
}

/** Asks whose password it is; the answer tells nobody whether there is such an account. */
function Question() {
  const [answer, setAnswer] = useState("");
  if (answer)
    return (
      <div role="status">
        <p class="done">{answer}</p>
        <p class="after">
          It works once and for an hour. If no mail comes, look among the unwanted ones; where this server sends no
          mail, its operator sets a new password with <code>zta user password</code>.
        </p>
      </div>
    );
  return (
    <Form
      action="Send the link"
      clues={{ email: /^email/i }}
      onSubmit={async ({ email }) => setAnswer(await askForReset(email!))}
    >
      {(problems) => (
        <Field
          name="email"
          label="E-mail"
          type="email"
          hint="You get a link there by which you choose a new password."
          fills="username"
          first
          problem={problems["email"]}
        />
      )}
    </Form>
  );
}

function Link({ mailed }: { mailed: string }) {
  const [spent, setSpent] = useState(false);
  const [done, setDone] = useState("");
  const seen = useAnswer(mailed, `reset link ${mailed}`, (signal) => checkResetToken(mailed, signal));

  if (done) return <Done text={done} />;
  if (spent || seen.failure?.message === BAD_LINK) return <Ended />;
  return (
    <Page title="Choose a new password" narrow>
      {seen.failure && <Trouble answer={seen} what="The link" />}
      {seen.value && (
        <div class="sheet entry">
          <Mark />
          <p class="lead">
            The link works once, until {moment(new Date(seen.value))}. All sessions of your account end when the
            password is set.
          </p>
          <NewPassword mailed={mailed} onDone={setDone} onSpent={() => setSpent(true)} />
        </div>
      )}
      <BackToLogin />
    </Page>
  );
}

interface NewPasswordProps {
  mailed: string;
  onDone: (text: string) => void;
  onSpent: () => void;
}

function NewPassword({ mailed, onDone, onSpent }: NewPasswordProps) {
  const set = async ({ password }: Record<string, string>): Promise<void> => {
    try {
      onDone(await resetPassword(mailed, password!));
    } catch (error) {
      if (!(error instanceof Failure) || error.message !== BAD_LINK) throw error;
      onSpent();
    }
  };
  return (
    <Form action="Set the password" clues={{ password: /password/i }} onSubmit={set}>
      {(problems) => (
        <Field
          name="password"
          label="New password"
          type="password"
          fills="new-password"
          first
          hint="At least 8 characters; a sentence is a good one."
          problem={problems["password"]}
        />
      )}
    </Form>
  );
}

function Ended() {
  return (
    <Page title="This link leads nowhere" narrow>
      <div class="sheet entry">
        <Mark />
        <p class="alert" role="alert">
          {BAD_LINK}
        </p>
        <p class="lead after">
          A link works once, for an hour, and until a newer one is asked for. Ask for a new one here.
        </p>
        <Question />
      </div>
      <BackToLogin />
    </Page>
  );
}

function Done({ text }: { text: string }) {
  return (
    <Page title="Your new password" narrow>
      <div class="sheet entry">
        <Mark />
        <div role="status">
          <p class="done">{text}</p>
          <p class="after">All sessions of your account have ended. Use the new password from now on.</p>
        </div>
        <div class="acts">
          <a href="/login/">Log in</a>
        </div>
      </div>
    </Page>
  );
}

function BackToLogin() {
  return (
    <p class="aside">
      You know your password? <a href="/login/">Log in</a>
    </p>
  );
}
