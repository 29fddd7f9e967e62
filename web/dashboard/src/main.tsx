import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/forms.css";
import "./styles/bar.css";
import "./styles/sites.css";
import "./styles/overview.css";
// Before anything reads the address.
import "./handed-over.ts";
import { render } from "preact";
import { LocationProvider, Route, Router } from "preact-iso";
import { AcceptInvitePage } from "./pages/accept-invite.tsx";
import { ConfirmTransferPage } from "./pages/confirm-transfer.tsx";
import { LoginPage } from "./pages/login.tsx";
import { NotFoundPage } from "./pages/not-found.tsx";
import { OverviewPage } from "./pages/overview.tsx";
import { ResetPage } from "./pages/reset.tsx";
import { SetupPage } from "./pages/setup.tsx";
import { signedIn } from "./pages/signed-in.tsx";
import { SitesPage } from "./pages/sites.tsx";
import { VerifyEmailPage } from "./pages/verify-email.tsx";

const Sites = signedIn(SitesPage);
const Overview = signedIn(OverviewPage);

render(
  <LocationProvider>
    <Router>
      <Route path="/" component={Sites} />
      <Route path="/setup" component={SetupPage} />
      <Route path="/register" component={SetupPage} />
      <Route path="/login" component={LoginPage} />
      <Route path="/reset" component={ResetPage} />
      <Route path="/verify-email" component={VerifyEmailPage} />
      <Route path="/accept-invite" component={AcceptInvitePage} />
      <Route path="/confirm-transfer" component={ConfirmTransferPage} />
      <Route path="/dashboard" component={Sites} />
      <Route path="/dashboard/:site" component={Overview} />
      <Route default component={NotFoundPage} />
    </Router>
  </LocationProvider>,
  document.getElementById("app")!,
);
