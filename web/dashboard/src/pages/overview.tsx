import { useLocation, useRoute } from "preact-iso";
import { listSites, readStats } from "../api/client.ts";
import type { Role, Site } from "../api/contract.ts";
import { formatView, parseView, periodOf, type View } from "../address.ts";
import { useAnswer } from "../answer.ts";
import { bucketsOf, comparedWith, metricName, spanInWords } from "../overview/buckets.ts";
import { Chart } from "../overview/chart.tsx";
import { FirstUse } from "../overview/first-use.tsx";
import { Live } from "../overview/live.tsx";
import { NotMe } from "../overview/not-me.tsx";
import { Panels } from "../overview/panels.tsx";
import { RangeLinks, SiteSwitcher } from "../overview/choices.tsx";
import { Snippet } from "../overview/snippet.tsx";
import { Tiles } from "../overview/tiles.tsx";
import { Bar } from "../parts/bar.tsx";
import { Page } from "../parts/page.tsx";
import { Trouble } from "../parts/trouble.tsx";

const REFRESH_MS = 60_000;

/** Who changes a site's settings (contract: teams). */
const MANAGERS: Role[] = ["owner", "admin"];

/** One site's daily question: how many, since when, from where, to which pages. */
export function OverviewPage() {
  const { params } = useRoute();
  const { url, path, route } = useLocation();
  const id = params["site"]!;
  const view = parseView(url.includes("?") ? url.slice(url.indexOf("?")) : "");
  const sites = useAnswer("sites", "sites", listSites);
  const stats = useAnswer(
    id,
    `${id} ${view.range}`,
    (signal) => readStats(id, periodOf(view.range), signal),
    REFRESH_MS,
  );

  const addressOf = (change: Partial<View>): string => path + formatView({ ...view, ...change });
  const site = sites.value?.find((one) => one.id === id);
  const empty = site?.stats.lastPageview === null && stats.value?.summary.pageviews === 0;

  if (stats.failure?.status === 403) return <NoSuchSite />;
  return (
    <Page
      title={site?.name ?? "Overview"}
      quietTitle
      bar={
        <Bar busy={stats.loading}>
          <SiteSwitcher sites={sites.value ?? []} chosen={id} search={formatView(view)} />
          <Live site={id} />
          <span class="spacer" />
          <RangeLinks view={view} addressOf={addressOf} />
        </Bar>
      }
    >
      {view.ignored.length > 0 && <p class="note">Not understood in the address: {view.ignored.join(", ")}</p>}
      {stats.failure && <Trouble answer={stats} what="The report" />}
      {empty && site ? (
        <FirstUse
          site={site}
          onHit={() => {
            sites.retry();
            stats.retry();
          }}
        />
      ) : (
        <>
          <Tiles stats={stats.value} metric={view.metric} onMetric={(metric) => route(addressOf({ metric }), true)} />
          <Chart
            name={metricName(view.metric)}
            asOf={stats.asOf}
            loading={stats.loading}
            series={
              stats.value && {
                buckets: bucketsOf(stats.value, view.metric),
                span: spanInWords(stats.value),
                compared: comparedWith(stats.value),
                timezone: stats.value.range.timezone,
              }
            }
          />
          <Panels stats={stats.value} busy={stats.loading} view={view} addressOf={addressOf} />
          {site && <Embed site={site} />}
          {site && MANAGERS.includes(site.role) && <NotMe site={site} />}
        </>
      )}
    </Page>
  );
}

function Embed({ site }: { site: Site }) {
  return (
    <details class="sheet embed">
      <summary>Tracking code for {site.domain}</summary>
      <Snippet site={site} />
    </details>
  );
}

function NoSuchSite() {
  return (
    <Page title="You cannot see this site" narrow bar={<Bar />}>
      <p class="aside">
        There is no such site, or your account has no access to it. <a href="/dashboard/">Go to your sites</a>
      </p>
    </Page>
  );
}
