import { useState } from "preact/hooks";
import { changeExcludedAddresses, readOwnAddress } from "../api/client.ts";
import type { KnownSite, OwnAddress } from "../api/contract.ts";
import { Failure } from "../api/failure.ts";
import { type Answer, useAnswer } from "../answer.ts";
import { Failed, useAct } from "../parts/act.tsx";
import { Trouble } from "../parts/trouble.tsx";

/** Leaves out the visits of whoever is looking, by their address. It is asked for only once this is opened. */
export function NotMe({ site }: { site: KnownSite }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="sheet embed" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Your own visits to {site.domain}</summary>
      {open && <Here site={site} />}
    </details>
  );
}

function Here({ site }: { site: KnownSite }) {
  const key = `${site.id} own address`;
  const seen = useAnswer(key, key, (signal) => readOwnAddress(site.id, signal));
  if (seen.failure) return <Trouble answer={seen} what="Your address" />;
  return <div class="not-me">{seen.value && <Seen site={site} own={seen.value} seen={seen} />}</div>;
}

function Seen({ site, own, seen }: { site: KnownSite; own: OwnAddress; seen: Answer<OwnAddress> }) {
  const { busy, failure, run } = useAct();

  const change = (list: (old: string[]) => string[]): Promise<void> =>
    run(async () => {
      await changeExcludedAddresses(site.id, list);
      seen.retry();
    });
  const exclude = (): Promise<void> => change((old) => [...old.filter((one) => one !== own.range), own.range]);
  const include = (): Promise<void> =>
    change((old) => {
      if (!old.includes(own.range)) throw new Failure(0, "A wider range in the site’s settings leaves it out");
      return old.filter((one) => one !== own.range);
    });

  return (
    <>
      <p role="status">
        The server sees you at <strong class="address">{own.address}</strong>.{" "}
        {own.excluded ? "Visits from there are not counted." : "Visits from there are counted like any other."}
      </p>
      {own.range !== own.address && (
        <p class="hint">
          Your devices change the second half of this address daily, so it is the network {own.range} that is left out.
        </p>
      )}
      <Failed failure={failure} />
      <button type="button" aria-disabled={busy || seen.loading} onClick={own.excluded ? include : exclude}>
        {own.excluded ? "Count me again" : "Do not count me"}
      </button>
      <p class="hint">Owner and admins see it among the site’s settings; nobody else does.</p>
    </>
  );
}
