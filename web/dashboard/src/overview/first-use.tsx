import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { readCompleteness } from "../api/client.ts";
import type { Completeness, KnownSite } from "../api/contract.ts";
import { useAnswer } from "../answer.ts";
import { count } from "../format.ts";
import type { LiveNow } from "./live-feed.ts";
import { Snippet } from "./snippet.tsx";

const POLL_MS = 5000;
const HIT_MS = 2000;
const PATIENCE_MS = 60_000;

interface FirstUseProps {
  site: KnownSite;
  now: ReadonlySignal<LiveNow>;
  onHit: () => void;
}

/** In place of the numbers until the first pageview is there: what to do, and after a minute what went wrong. */
export function FirstUse({ site, now, onHit }: FirstUseProps) {
  const seen = (now.value.value?.pageviewsLast5Min ?? 0) > 0;
  const [late, setLate] = useState(false);

  useEffect(() => {
    const timer = setTimeout(setLate, PATIENCE_MS, true);
    return () => clearTimeout(timer);
  }, []);
  // What is live is there before the report has it.
  useEffect(() => {
    if (!seen) return;
    onHit();
    const timer = setInterval(onHit, HIT_MS);
    return () => clearInterval(timer);
  }, [seen]);

  return (
    <section class="sheet first-use" aria-labelledby="first-use">
      <h2 id="first-use">Three steps to the first numbers</h2>
      <ol>
        <li>
          <h3>Copy this tag into the head of every page of {site.domain}</h3>
          <Snippet site={site} />
        </li>
        <li>
          <h3>Open a page of the site</h3>
          <p>Use an ordinary browser window: pages opened from the disk or by automation are not counted.</p>
        </li>
        <li>
          <div role="status">
            <h3>{seen ? "The first hit is here" : "Waiting for the first hit"}</h3>
          </div>
          <p>{seen ? "The numbers appear in a moment." : "This page goes on by itself as soon as it is there."}</p>
          {late && !seen && <WhatArrived site={site} />}
        </li>
      </ol>
    </section>
  );
}

const REASONS: Record<string, string> = {
  bot: "came from a bot or from an automated browser",
  excluded_path: "was on a path that the site's settings exclude",
  excluded_ip: "came from an address that the site's settings exclude",
  excluded_country: "came from a country that the site's settings exclude",
  excluded_hostname: "came from a host that the site's settings do not allow",
  referrer_spam: "came from a referrer that spams or that the site's settings exclude",
  duplicate: "had been sent before",
  plan_limit: "came after the month's pageviews of the plan were used up",
  origin_not_allowed: "came from another domain than the one registered for this site",
  validation: "had a value that is not allowed",
  personal_data: "held personal data",
  rate_limited: "was over the limit of requests",
};

function WhatArrived({ site }: { site: KnownSite }) {
  const tally = useAnswer(site.id, `${site.id} tally`, (signal) => readCompleteness(site.id, signal), POLL_MS);
  if (!tally.value) return null;
  const reasons = lostBy(tally.value);
  if (reasons.length === 0)
    return (
      <p class="late">
        Nothing has reached the server in the last 24 hours. Check that the tag is in the page's source, that no
        extension blocks it, and that the page's own policy allows {location.origin} for scripts and connections.
      </p>
    );
  return (
    <div class="late">
      <p>Hits have reached the server in the last 24 hours, but were not counted:</p>
      <ul>
        {reasons.map(([reason, amount]) => (
          <li key={reason}>
            {count(amount)} {REASONS[reason] ?? `refused: ${reason.replaceAll("_", " ")}`}
            {reason === "origin_not_allowed" && ` (${site.domain})`}
          </li>
        ))}
      </ul>
    </div>
  );
}

const lostBy = ({ totals }: Completeness): [string, number][] =>
  Object.entries({ ...totals.dropped, ...totals.rejected }).filter(([, amount]) => amount > 0);
