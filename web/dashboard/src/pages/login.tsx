import { useLocation } from "preact-iso";
import { LogIn } from "../parts/log-in.tsx";
import { Mark } from "../parts/mark.tsx";
import { Page } from "../parts/page.tsx";

/** Only a page of the dashboard itself may be come back to. */
const destination = (next: string | undefined): string => (next?.startsWith("/dashboard/") ? next : "/dashboard/");

export function LoginPage() {
  const { route, query } = useLocation();
  return (
    <Page title="Log in" narrow>
      <div class="sheet entry">
        <Mark />
        <LogIn onEntered={() => route(destination(query["next"]), true)} />
      </div>
      <p class="aside">
        A new installation? <a href="/setup/">Create its first account</a>
      </p>
    </Page>
  );
}
