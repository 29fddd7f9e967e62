import { useState } from "preact/hooks";
import { login, validateSecondFactor } from "../api/client.ts";
import type { SignedIn } from "../api/contract.ts";
import { forgetAnswers } from "../answer.ts";
import { signIn } from "../session.ts";
import { Field, Form } from "./form.tsx";

interface LogInProps {
  /** The only address that will do here. */
  email?: string;
  onEntered?: () => void;
}

/** Password, then the code of the second factor where there is one. */
export function LogIn({ email, onEntered }: LogInProps) {
  const [ticket, setTicket] = useState<string>();

  const enter = ({ token }: SignedIn): void => {
    forgetAnswers();
    signIn(token);
    onEntered?.();
  };

  const sendPassword = async (values: Record<string, string>): Promise<void> => {
    const answer = await login(values["email"]!, values["password"]!);
    if ("requires_2fa" in answer) setTicket(answer.tempToken);
    else enter(answer);
  };

  if (ticket !== undefined)
    return (
      <Form
        key="code"
        action="Confirm"
        clues={{ code: /code/i }}
        onSubmit={async ({ code }) => enter(await validateSecondFactor(ticket, code!))}
      >
        {(problems) => (
          <Field
            name="code"
            label="Code from your authenticator app"
            hint="Or one of your backup codes."
            fills="one-time-code"
            first
            problem={problems["code"]}
          />
        )}
      </Form>
    );
  return (
    <Form key="password" action="Log in" clues={{ email: /^email/i, password: /^password/i }} onSubmit={sendPassword}>
      {(problems) => (
        <>
          <Field
            name="email"
            label="E-mail"
            type="email"
            fills="username"
            fixed={email}
            first={email === undefined}
            problem={problems["email"]}
          />
          <Field
            name="password"
            label="Password"
            type="password"
            fills="current-password"
            problem={problems["password"]}
          />
        </>
      )}
    </Form>
  );
}
