import type { ComponentChild } from "preact";
import { useLocation } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import type { PublicStats } from "../api/contract.ts";
import { type Answer, useAnswer } from "../answer.ts";
import { moment } from "../format.ts";
import { dailyBuckets, dailySpan, metricName } from "../overview/buckets.ts";
import { Chart } from "../overview/chart.tsx";
import { Mark } from "../parts/mark.tsx";
import { Page } from "../parts/page.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { readPublicStats, type Source } from "./numbers.ts";
import { SharedPanels } from "./panels.tsx";
import { PasswordForm } from "./password.tsx";
import { SharedTiles } from "./tiles.tsx";
import { changedAddress, LABELS, parseSharedView, type SharedView } from "./view.ts";

/** As long as the server lets copies live. */
const REFRESH_MS = 300_000;

/** A site's totals for those without an account (contract: public-stats, "Pages and embedding"). */
export function SharedPage({ source }: { source: Source }) {
  const { url, query, route } = useLocation();
  const view = parseSharedView(query);
  const [password, setPassword] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const answer = useAnswer(
    "numbers",
    `${view.period} ${password}`,
    (signal) => readPublicStats({ source, period: view.period, password }, signal),
    REFRESH_MS,
  );
  const { failure, value } = answer;
  const status = failure?.status;
  const [guarded, setGuarded] = useState(false);

  useEffect(() => {
    if (status === 401) setGuarded(true);
    if (status === 403 && view.period) {
      setRefused(`${failure!.message}: ${view.period}`);
      route(changedAddress(url, { period: undefined }), true);
    }
  }, [failure]);

  if (status === 404) return <Gone text={failure!.message} />;
  if (guarded && !value)
    return (
      <PasswordForm
        failure={failure}
        busy={answer.loading}
        onPassword={(entered) => (entered === password ? answer.retry() : setPassword(entered))}
      />
    );
  return <Numbers answer={answer} view={view} url={url} refused={view.period ? undefined : refused} />;
}

function Gone({ text }: { text: string }) {
  return (
    <Page title={text} narrow>
      <p class="aside">Ask whoever gave you the address for the numbers.</p>
    </Page>
  );
}

interface NumbersProps {
  answer: Answer<PublicStats>;
  view: SharedView;
  url: string;
  refused: string | undefined;
}

function Numbers({ answer, view, url, refused }: NumbersProps) {
  const { route } = useLocation();
  const { value: stats, loading } = answer;
  const name = stats ? (stats.site.nickname ?? stats.site.domain) : "Numbers";
  const periods = <Periods stats={stats} url={url} />;
  return (
    <Page title={name} quietTitle bar={!view.embedded && <PublicBar name={name} periods={periods} busy={loading} />}>
      {view.embedded && <div class="embedded-line">{periods}</div>}
      {refused && <p class="note">{refused}</p>}
      {answer.failure && answer.failure.status !== 403 && <Trouble answer={answer} what="The report" />}
      <SharedTiles
        stats={stats}
        metric={view.metric}
        onMetric={(metric) => route(changedAddress(url, { metric: metric === "visitors" ? undefined : metric }), true)}
      />
      <Chart
        name={metricName(view.metric)}
        asOf={answer.asOf}
        loading={loading}
        series={
          stats && {
            buckets: dailyBuckets(stats.daily, view.metric, stats.period === "24h"),
            span: dailySpan(stats.daily),
            timezone: stats.timezone,
          }
        }
      />
      <SharedPanels stats={stats} busy={loading} />
      {!view.embedded && <Foot stats={stats} />}
    </Page>
  );
}

function Periods({ stats, url }: { stats: PublicStats | undefined; url: string }) {
  return (
    <nav class="ranges" aria-label="Period">
      {stats?.allowedPeriods.map((period) => (
        <a key={period} href={changedAddress(url, { period })} aria-current={stats.period === period}>
          {LABELS[period] ?? period}
        </a>
      ))}
    </nav>
  );
}

interface PublicBarProps {
  name: string;
  periods: ComponentChild;
  busy: boolean;
}

function PublicBar({ name, periods, busy }: PublicBarProps) {
  return (
    <header class="bar">
      <div class="bar-line">
        <Mark />
        <span class="public-name">{name}</span>
        <span class="spacer" />
        {periods}
      </div>
      <div class="progress" data-busy={busy ? "" : undefined} />
    </header>
  );
}

function Foot({ stats }: { stats: PublicStats | undefined }) {
  return (
    <footer class="foot">
      <p>
        Counted by Zero Trust Analytics on the site’s own behalf: without cookies, and nobody is recognised the next
        day.
      </p>
      {stats?.expiresAt && <p>This link ends on {moment(new Date(stats.expiresAt))}.</p>}
    </footer>
  );
}
