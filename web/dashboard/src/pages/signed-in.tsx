import type { ComponentType } from "preact";
import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import { token } from "../session.ts";

/** The page for those who are signed in; everyone else goes to the log-in page and comes back from there. */
export function signedIn<P extends object>(Component: ComponentType<P>): ComponentType<P> {
  return function SignedIn(props: P) {
    const { route, url } = useLocation();
    const known = token.value !== null;
    useEffect(() => {
      if (!known) route(`/login/?next=${encodeURIComponent(url)}`, true);
    }, [known]);
    return known ? <Component {...props} /> : null;
  };
}
