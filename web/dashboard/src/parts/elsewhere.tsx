import { beginElsewhere } from "../api/client.ts";
import { Failed, useAct } from "./act.tsx";

const PROVIDERS = { github: "GitHub", google: "Google" };

export type Provider = keyof typeof PROVIDERS;

/** The server writes into the page which providers the operator has set up. */
const offered = (document.querySelector<HTMLMetaElement>("meta[name=login-providers]")?.content ?? "")
  .split(" ")
  .filter((name): name is Provider => name in PROVIDERS);

/** Logging in, or making an account, with an account elsewhere (contract: auth, "OAuth"). */
export function Elsewhere() {
  const { busy, failure, run } = useAct();

  const goTo = async (provider: Provider): Promise<void> => {
    location.assign(await beginElsewhere(provider));
  };

  if (offered.length === 0) return null;
  return (
    <div class="elsewhere">
      <p class="or">or</p>
      <Failed failure={failure} />
      {offered.map((provider) => (
        <button key={provider} type="button" aria-disabled={busy} onClick={() => run(() => goTo(provider))}>
          Continue with {PROVIDERS[provider]}
        </button>
      ))}
    </div>
  );
}
