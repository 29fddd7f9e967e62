import { useRef } from "preact/hooks";
import type { Failure } from "../api/failure.ts";
import { Field } from "../parts/form.tsx";
import { Mark } from "../parts/mark.tsx";
import { Page } from "../parts/page.tsx";

interface PasswordFormProps {
  /** What came of the last try; that a password is required is no failure here. */
  failure: Failure | undefined;
  busy: boolean;
  onPassword: (password: string) => void;
}

export function PasswordForm({ failure, busy, onPassword }: PasswordFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const wasAsked = failure?.message === "Password required";

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const password = String(new FormData(form.current!).get("password"));
    if (password && !busy) onPassword(password);
  };

  return (
    <Page title="These numbers have a password" narrow>
      <div class="sheet entry">
        <Mark />
        <form ref={form} class="form" onSubmit={submit} noValidate>
          <Field
            name="password"
            label="Password"
            type="password"
            fills="current-password"
            hint="From whoever gave you the link."
            first
            problem={wasAsked ? undefined : failure?.message}
          />
          <button type="submit" class="primary" aria-disabled={busy}>
            Show the numbers
          </button>
        </form>
      </div>
    </Page>
  );
}
