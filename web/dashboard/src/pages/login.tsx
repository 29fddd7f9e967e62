import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import { refusal, ticket } from "../handed-over.ts";
import { Elsewhere } from "../parts/elsewhere.tsx";
import { LogIn } from "../parts/log-in.tsx";
import { Mark } from "../parts/mark.tsx";
import { Page } from "../parts/page.tsx";

/** Only a page of the dashboard itself may be come back to. */
const destination = (next: string | undefined): string => (next?.startsWith("/dashboard/") ? next : "/dashboard/");

/** What was handed over is for the page that it led to, and not for a later one. */
function forget(): void {
  ticket.value = undefined;
  refusal.value = undefined;
}

export function LoginPage() {
  const { route, query } = useLocation();
  useEffect(() => forget, []);
  return (
    <Page title="Log in" narrow>
      <div class="sheet entry">
        <Mark />
        {refusal.value && (
          <div class="alert refusal" role="alert">
            <p>You could not be logged in that way.</p>
            <p>{refusal.value}</p>
          </div>
        )}
        <LogIn key={ticket.value} ticket={ticket.value} onEntered={() => route(destination(query["next"]), true)} />
        <Elsewhere />
      </div>
      <p class="aside">
        A new installation? <a href="/setup/">Create its first account</a>
      </p>
    </Page>
  );
}
