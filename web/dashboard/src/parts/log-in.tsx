import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { login, validateSecondFactor } from "../api/client.ts";
import type { SignedIn } from "../api/contract.ts";
import { forgetAnswers } from "../answer.ts";
import { signIn } from "../session.ts";
import { Field, Form } from "./form.tsx";

interface LogInProps {
  /** The only address that will do here. */
  email?: string;
  /** Of a log-in whose first step was elsewhere. */
  ticket?: string | undefined;
  onEntered?: () => void;
  /** Other ways in, instead of a password. */
  children?: ComponentChildren;
}

/** Password, then the code of the second factor where there is one. */
export function LogIn({ email, ticket: given, onEntered, children }: LogInProps) {
  const [ticket, setTicket] = useState(given);

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
      <>
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
        <p class="after">
          <button type="button" class="link" onClick={() => setTicket(undefined)}>
            Start again
          </button>
        </p>
      </>
    );
  return (
    <>
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
      <p class="after">
        <a href="/reset/">Forgotten password?</a>
      </p>
      {children}
    </>
  );
}
