import type { PanelName, View } from "../address.ts";
import { clock } from "../format.ts";
import { type List, LISTS } from "./lists.ts";
import { QuietRows, RowList } from "./row-list.tsx";
import { completed } from "./rows.ts";
import type { Report } from "./use-report.ts";

interface PanelsProps {
  report: Report;
  view: View;
  addressOf: (change: Partial<View>) => string;
}

export function Panels({ report, view, addressOf }: PanelsProps) {
  return (
    <div class="panels">
      {(Object.keys(LISTS) as PanelName[]).map((panel) => {
        const list = LISTS[panel].find(({ tab }) => tab === view.tabs[panel])!;
        return (
          <section key={panel} class="sheet panel" aria-label={list.title} aria-busy={report.awaits(list.of)}>
            <div class="panel-head">
              <h2 class="unseen">{list.title}</h2>
              <nav class="tabs" aria-label={`Lists of ${panel}`}>
                {LISTS[panel].map(({ tab, title }) => (
                  <a
                    key={tab}
                    href={addressOf({ tabs: { ...view.tabs, [panel]: tab } })}
                    aria-current={tab === list.tab}
                  >
                    {title}
                  </a>
                ))}
              </nav>
              <span class="unit">{list.unit}</span>
            </div>
            <Rows list={list} report={report} />
            <Failed list={list} report={report} />
          </section>
        );
      })}
    </div>
  );
}

interface RowsProps {
  list: List;
  report: Report;
}

/** Rows with the totals of the same answer, so that they add up also while a new one comes. */
function Rows({ list, report: { shown, errors } }: RowsProps) {
  const { stats = {} } = shown[list.of] ?? {};
  const rows = list.rows(stats);
  if (!rows) return errors[list.of] === undefined ? <QuietRows /> : null;
  const total = list.total(stats.summary);
  const isWhole = list.tab === "campaigns" || total === undefined;
  return (
    <RowList
      rows={isWhole ? rows : completed(rows, total)}
      {...(total !== undefined && { total })}
      percentOnly={list.percentOnly}
      empty={emptyText(list)}
    />
  );
}

/** What failed here; the other panels go on. Rows that were there before stay, with their time. */
function Failed({ list, report: { shown, errors, retry } }: RowsProps) {
  const error = errors[list.of];
  if (error === undefined) return null;
  const asOf = shown[list.of]?.asOf;
  return (
    <div class="trouble" role="alert">
      <p>
        {list.title} could not be {asOf ? "updated" : "loaded"}. {error}
        {asOf && ` What you see is as of ${clock(asOf)}.`}
      </p>
      <button type="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

const emptyText = ({ tab, title }: List): string =>
  tab === "campaigns"
    ? "No visit in this period came with campaign parameters (utm_source, utm_medium, utm_campaign)."
    : `No ${title.toLowerCase()} in this period.`;
