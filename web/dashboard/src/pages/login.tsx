import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { login, validateSecondFactor } from "../api/client.ts";
import type { SignedIn } from "../api/contract.ts";
import { forgetAnswers } from "../answer.ts";
import { Field, Form } from "../parts/form.tsx";
import { Mark } from "../parts/mark.tsx";
import { Page } from "../parts/page.tsx";
import { signIn } from "../session.ts";

/** Only a page of the dashboard itself may be come back to. */
const destination = (next: string | undefined): string => (next?.startsWith("/dashboard/") ? next : "/dashboard/");

export function LoginPage() {
  const { route, query } = useLocation();
  const [ticket, setTicket] = useState<string>();

  const enter = ({ token }: SignedIn): void => {
    forgetAnswers();
    signIn(token);
    route(destination(query["next"]), true);
  };

  const sendPassword = async (values: Record<string, string>): Promise<void> => {
    const answer = await login(values["email"]!, values["password"]!);
    if ("requires_2fa" in answer) setTicket(answer.tempToken);
    else enter(answer);
  };

  return (
    <Page title="Log in" narrow>
      <div class="sheet entry">
        <Mark />
        {ticket === undefined ? (
          <Form
            key="password"
            action="Log in"
            clues={{ email: /^email/i, password: /^password/i }}
            onSubmit={sendPassword}
          >
            {(problems) => (
              <>
                <Field name="email" label="E-mail" type="email" fills="username" first problem={problems["email"]} />
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
        ) : (
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
        )}
      </div>
      <p class="aside">
        A new installation? <a href="/setup/">Create its first account</a>
      </p>
    </Page>
  );
}
