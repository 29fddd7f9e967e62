import type { ComponentChildren } from "preact";
import { logout } from "../api/client.ts";
import { forgetAnswers } from "../answer.ts";
import { signOut } from "../session.ts";
import { Mark } from "./mark.tsx";

async function leave(): Promise<void> {
  // The token is dropped here whether or not the server could be told.
  await logout().catch(() => undefined);
  forgetAnswers();
  signOut();
}

/** The sticky bar of every signed-in page. */
export function Bar({ children, busy }: { children?: ComponentChildren; busy?: boolean | undefined }) {
  return (
    <header class="bar">
      <div class="bar-line">
        <a class="home" href="/dashboard/" aria-label="All sites">
          <Mark />
        </a>
        {children}
        <button type="button" class="plain sign-out" onClick={leave}>
          Sign out
        </button>
      </div>
      <div class="progress" data-busy={busy ? "" : undefined} />
    </header>
  );
}
