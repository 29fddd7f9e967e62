import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Failure } from "../api/failure.ts";

interface FormProps {
  action: string;
  /** Which words of the server's text name which field, for errors that come without field names. */
  clues?: Record<string, RegExp>;
  onSubmit: (values: Record<string, string>) => Promise<void>;
  children: (problems: Record<string, string>) => ComponentChildren;
}

function problemsOf(failure: Failure, clues: Record<string, RegExp>): Record<string, string> {
  if (Object.keys(failure.fields).length) return failure.fields;
  const field = Object.keys(clues).find((name) => clues[name]!.test(failure.message));
  return field ? { [field]: failure.message } : {};
}

/** A form that sends once at a time and says in words what went wrong, at the field where the server names one. */
export function Form({ action, clues = {}, onSubmit, children }: FormProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const form = useRef<HTMLFormElement>(null);
  const problems = failure ? problemsOf(failure, clues) : {};

  useEffect(() => {
    if (failure) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [failure]);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const values = Object.fromEntries(new FormData(form.current!)) as Record<string, string>;
    setBusy(true);
    try {
      await onSubmit(values);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form ref={form} class="form" onSubmit={submit} noValidate>
      {children(problems)}
      <div role="alert">{failure && Object.keys(problems).length === 0 && <p class="alert">{failure.message}</p>}</div>
      <button type="submit" class="primary" aria-disabled={busy}>
        {action}
      </button>
    </form>
  );
}

interface FieldProps {
  name: string;
  label: string;
  type?: "text" | "email" | "password";
  /** What password managers go by. */
  fills: "username" | "current-password" | "new-password" | "one-time-code" | "off";
  /** What it is and has to stay. */
  fixed?: string | undefined;
  first?: boolean;
  example?: string;
  hint?: string;
  problem: string | undefined;
}

export function Field({ name, label, type = "text", fills, fixed, first = false, example, hint, problem }: FieldProps) {
  const input = useRef<HTMLInputElement>(null);
  // The attribute is for documents that are loaded; one that goes on without would be told that it came too late.
  useEffect(() => {
    if (first) input.current?.focus();
  }, [first]);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        ref={input}
        id={name}
        name={name}
        type={type as "text"}
        autocomplete={fills}
        autocapitalize="none"
        spellcheck={false}
        placeholder={example ?? ""}
        defaultValue={fixed ?? ""}
        readOnly={fixed !== undefined}
        aria-invalid={problem !== undefined}
        aria-describedby={`${name}-note`}
      />
      <Note name={name} hint={hint} problem={problem} />
    </div>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  hint?: string;
  problem: string | undefined;
  options: string[];
  chosen: string;
}

export function Choice({ name, label, hint, problem, options, chosen }: ChoiceProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name} aria-invalid={problem !== undefined} aria-describedby={`${name}-note`}>
        {options.map((option) => (
          <option key={option} value={option} selected={option === chosen}>
            {option.replaceAll("_", " ")}
          </option>
        ))}
      </select>
      <Note name={name} hint={hint} problem={problem} />
    </div>
  );
}

function Note({ name, hint, problem }: { name: string; hint?: string | undefined; problem?: string | undefined }) {
  return (
    <p id={`${name}-note`} class={problem ? "problem" : "hint"}>
      {problem ?? hint}
    </p>
  );
}
