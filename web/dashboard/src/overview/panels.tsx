import type { Stats } from "../api/contract.ts";
import type { PanelName, View } from "../address.ts";
import { type List, LISTS } from "./lists.ts";
import { QuietRows, RowList } from "./row-list.tsx";
import { completed } from "./rows.ts";

interface PanelsProps {
  stats: Stats | undefined;
  busy: boolean;
  view: View;
  addressOf: (change: Partial<View>) => string;
}

export function Panels({ stats, busy, view, addressOf }: PanelsProps) {
  return (
    <div class="panels">
      {(Object.keys(LISTS) as PanelName[]).map((panel) => {
        const list = LISTS[panel].find(({ tab }) => tab === view.tabs[panel])!;
        return (
          <section key={panel} class="sheet panel" aria-label={list.title} aria-busy={busy}>
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
            {stats ? <Rows list={list} stats={stats} /> : <QuietRows />}
          </section>
        );
      })}
    </div>
  );
}

function Rows({ list, stats }: { list: List; stats: Stats }) {
  const total = list.total(stats);
  const rows = list.tab === "campaigns" ? list.rows(stats) : completed(list.rows(stats), total);
  return <RowList rows={rows} total={total} percentOnly={list.percentOnly} empty={emptyText(list)} />;
}

const emptyText = ({ tab, title }: List): string =>
  tab === "campaigns"
    ? "No visit in this period came with campaign parameters (utm_source, utm_medium, utm_campaign)."
    : `No ${title.toLowerCase()} in this period.`;
