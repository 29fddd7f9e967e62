import { leave } from "./leave.ts";

/** That something is for another account than the one that is signed in, and the way to that. */
export function OtherAccount({ email, text }: { email: string; text: string }) {
  return (
    <>
      <p class="alert" role="alert">
        {text}
      </p>
      <p class="after">
        You are signed in as <strong>{email}</strong>.
      </p>
      <div class="acts">
        <button type="button" class="primary" onClick={leave}>
          Sign out and go on
        </button>
        <a href="/dashboard/">Go to your sites</a>
      </div>
    </>
  );
}
