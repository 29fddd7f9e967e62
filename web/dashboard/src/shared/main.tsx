import "../styles/tokens.css";
import "../styles/base.css";
import "../styles/forms.css";
import "../styles/bar.css";
import "../styles/overview.css";
import "../styles/shared.css";
import { render } from "preact";
import { LocationProvider } from "preact-iso";
import { SharedPage } from "./page.tsx";
import { sourceOf } from "./numbers.ts";

/** The public pages: nothing here knows of logins, and nothing is kept in the browser. */
render(
  <LocationProvider>
    <SharedPage source={sourceOf(location.pathname)} />
  </LocationProvider>,
  document.getElementById("app")!,
);
