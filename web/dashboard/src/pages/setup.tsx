import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { register } from "../api/client.ts";
import { Failure } from "../api/failure.ts";
import { forgetAnswers } from "../answer.ts";
import { Field, Form } from "../parts/form.tsx";
import { Mark } from "../parts/mark.tsx";
import { Page } from "../parts/page.tsx";
import { signIn } from "../session.ts";

const CLUES = { email: /^(email|invalid email)/i, password: /^password/i, setupCode: /^setup code/i };

export function SetupPage() {
  const { route } = useLocation();
  const [codeWanted, setCodeWanted] = useState(false);

  const create = async ({ email, password, setupCode }: Record<string, string>): Promise<void> => {
    try {
      const { token } = await register({ email: email!, password: password!, ...(setupCode && { setupCode }) });
      forgetAnswers();
      signIn(token);
      route("/dashboard/", true);
    } catch (error) {
      if (error instanceof Failure && CLUES.setupCode.test(error.message)) setCodeWanted(true);
      throw error;
    }
  };

  return (
    <Page title="Set up this installation" narrow>
      <div class="sheet entry">
        <Mark />
        <p class="lead">The first account owns the sites that you add. Nothing you enter leaves this server.</p>
        <Form action="Create the account" clues={CLUES} onSubmit={create}>
          {(problems) => (
            <>
              <Field name="email" label="E-mail" type="email" fills="username" first problem={problems["email"]} />
              <Field
                name="password"
                label="Password"
                type="password"
                fills="new-password"
                hint="At least 8 characters; a sentence is a good one."
                problem={problems["password"]}
              />
              {codeWanted && (
                <Field
                  name="setupCode"
                  label="Set-up code"
                  hint="The server printed it when it started."
                  fills="off"
                  problem={problems["setupCode"]}
                />
              )}
            </>
          )}
        </Form>
      </div>
      <p class="aside">
        Already set up? <a href="/login/">Log in</a>
      </p>
    </Page>
  );
}
