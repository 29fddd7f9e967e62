import { useEffect } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";
import { listSites } from "../api/client.ts";
import type { KnownSite, Role } from "../api/contract.ts";
import { Failure } from "../api/failure.ts";
import { formatView, parseView, type View } from "../address.ts";
import { type Answer, useAnswer } from "../answer.ts";
import { bucketsOf, comparedWith, metricName, spanInWords } from "../overview/buckets.ts";
import { Chart } from "../overview/chart.tsx";
import { EventsPanel } from "../overview/events.tsx";
import { FirstUse } from "../overview/first-use.tsx";
import { Live } from "../overview/live.tsx";
import { useLive } from "../overview/live-feed.ts";
import { NotMe } from "../overview/not-me.tsx";
import { Panels } from "../overview/panels.tsx";
import { RangeLinks, SiteSwitcher } from "../overview/choices.tsx";
import { have } from "../overview/report.ts";
import { Snippet } from "../overview/snippet.tsx";
import { Tiles } from "../overview/tiles.tsx";
import { type Report, useReport } from "../overview/use-report.ts";
import { Bar } from "../parts/bar.tsx";
import { Page } from "../parts/page.tsx";
import { Trouble } from "../parts/trouble.tsx";

/** Who changes a site's settings (contract: teams). */
const MANAGERS: Role[] = ["owner", "admin"];

/** One site's daily question: how many, since when, from where, to which pages. */
export function OverviewPage() {
  const { params } = useRoute();
  const { url, path } = useLocation();
  const id = params["site"]!;
  const view = parseView(url.includes("?") ? url.slice(url.indexOf("?")) : "");
  const report = useReport(id, view.range);
  const now = useLive(id);
  const numbers = have(report.shown.summary, "summary");
  // Whether a site without numbers never had any is asked only then.
  const sites = useAnswer("sites", "sites", numbers?.summary.pageviews === 0 ? listSites : undefined);

  const addressOf = (change: Partial<View>): string => path + formatView({ ...view, ...change });
  const site = report.head?.sites.find((one) => one.id === id);
  const lastPageview = sites.value?.find((one) => one.id === id)?.stats.lastPageview;
  const isNew = numbers?.summary.pageviews === 0 && lastPageview === null;
  // The report may have been asked a moment before the first pageview was there.
  useEffect(() => {
    if (lastPageview) report.retry();
  }, [Boolean(lastPageview)]);

  if (report.failure?.status === 403) return <NoSuchSite />;
  return (
    <Page
      title={site?.name ?? "Overview"}
      quietTitle
      bar={
        <Bar busy={report.loading}>
          <SiteSwitcher sites={report.head?.sites ?? []} chosen={id} search={formatView(view)} />
          <Live now={now} />
          <span class="spacer" />
          <RangeLinks view={view} addressOf={addressOf} />
        </Bar>
      }
    >
      {view.ignored.length > 0 && <p class="note">Not understood in the address: {view.ignored.join(", ")}</p>}
      <Troubles report={report} />
      {isNew && site ? (
        <FirstUse
          site={site}
          now={now}
          onHit={() => {
            sites.retry();
            report.retry();
          }}
        />
      ) : (
        <Numbers report={report} view={view} id={id} site={site} addressOf={addressOf} />
      )}
    </Page>
  );
}

/** What went wrong with all of it, or with the numbers; a list says so in its own place. */
function Troubles({ report: { shown, errors, failure, retry } }: { report: Report }) {
  const value = shown.summary;
  const known: Pick<Answer<unknown>, "value" | "asOf" | "retry"> = {
    retry,
    ...(value && { value }),
    ...(value?.asOf && { asOf: value.asOf }),
  };
  if (failure) return <Trouble answer={{ ...known, failure }} what="The report" />;
  const error = errors.summary ?? errors.timeseries;
  return error === undefined ? null : (
    <Trouble answer={{ ...known, failure: new Failure(0, error) }} what="The numbers" />
  );
}

interface NumbersProps {
  report: Report;
  view: View;
  id: string;
  site: KnownSite | undefined;
  addressOf: (change: Partial<View>) => string;
}

function Numbers({ report, view, id, site, addressOf }: NumbersProps) {
  const { route } = useLocation();
  const overTime = have(report.shown.timeseries, "timeseries", "range");
  return (
    <>
      <Tiles
        stats={have(report.shown.summary, "summary")}
        metric={view.metric}
        onMetric={(metric) => route(addressOf({ metric }), true)}
      />
      <Chart
        name={metricName(view.metric)}
        asOf={report.shown.timeseries?.asOf}
        loading={report.awaits("timeseries")}
        series={
          overTime && {
            buckets: bucketsOf(overTime, view.metric),
            span: spanInWords(overTime),
            compared: comparedWith(overTime),
            timezone: overTime.range.timezone,
          }
        }
      />
      <Panels report={report} view={view} addressOf={addressOf} />
      <EventsPanel site={id} range={view.range} />
      {site && <Embed site={site} />}
      {site && MANAGERS.includes(site.role) && <NotMe site={site} />}
    </>
  );
}

function Embed({ site }: { site: KnownSite }) {
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
