import { useState } from "preact/hooks";
import { register } from "../api/client.ts";
import { Failure } from "../api/failure.ts";
import { forgetAnswers } from "../answer.ts";
import { signIn } from "../session.ts";
import { Field, Form } from "./form.tsx";

const CLUES = { email: /^(email|invalid email)/i, password: /^password/i, setupCode: /^setup code/i };

interface SignUpProps {
  /** Makes an account for the address that an invitation is to. */
  invitation?: { email: string; inviteToken: string };
  onEntered?: () => void;
}

/** Makes an account and enters it. */
export function SignUp({ invitation, onEntered }: SignUpProps) {
  const [codeWanted, setCodeWanted] = useState(false);

  const create = async ({ email, password, setupCode }: Record<string, string>): Promise<void> => {
    try {
      const { token } = await register({
        email: email!,
        password: password!,
        ...(setupCode && { setupCode }),
        ...(invitation && { inviteToken: invitation.inviteToken }),
      });
      forgetAnswers();
      signIn(token);
      onEntered?.();
    } catch (error) {
      if (error instanceof Failure && CLUES.setupCode.test(error.message)) setCodeWanted(true);
      throw error;
    }
  };

  return (
    <Form action="Create the account" clues={CLUES} onSubmit={create}>
      {(problems) => (
        <>
          <Field
            name="email"
            label="E-mail"
            type="email"
            fills="username"
            fixed={invitation?.email}
            first={!invitation}
            problem={problems["email"]}
          />
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
  );
}
