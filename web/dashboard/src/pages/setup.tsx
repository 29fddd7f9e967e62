import { useLocation } from "preact-iso";
import { Elsewhere } from "../parts/elsewhere.tsx";
import { Mark } from "../parts/mark.tsx";
import { Page } from "../parts/page.tsx";
import { SignUp } from "../parts/sign-up.tsx";

export function SetupPage() {
  const { route } = useLocation();
  return (
    <Page title="Set up this installation" narrow>
      <div class="sheet entry">
        <Mark />
        <p class="lead">The first account owns the sites that you add. Nothing you enter leaves this server.</p>
        <SignUp onEntered={() => route("/dashboard/", true)} />
        <Elsewhere />
      </div>
      <p class="aside">
        Already set up? <a href="/login/">Log in</a>
      </p>
    </Page>
  );
}
