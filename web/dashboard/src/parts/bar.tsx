import type { ComponentChildren } from "preact";
import { leave } from "./leave.ts";
import { Mark } from "./mark.tsx";

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
