import type { PublicStats } from "../api/contract.ts";
import { QuietRows, RowList } from "../overview/row-list.tsx";
import { completed } from "../overview/rows.ts";
import { SHARED_LISTS, type SharedList } from "./lists.ts";

/** The ten that the server tells, and all others. */
const ROWS = 11;
const FEW_ROWS = 3;

export function SharedPanels({ stats, busy }: { stats: PublicStats | undefined; busy: boolean }) {
  return (
    <div class="panels shared-panels">
      {SHARED_LISTS.map((list) => (
        <section
          key={list.title}
          class={list.few ? "sheet panel few" : "sheet panel"}
          aria-label={list.title}
          aria-busy={busy}
        >
          <div class="panel-head">
            <h2 class="panel-title">{list.title}</h2>
            <span class="unit">{list.unit}</span>
          </div>
          {stats ? <Rows list={list} stats={stats} /> : <QuietRows rows={list.few ? FEW_ROWS : ROWS} />}
        </section>
      ))}
    </div>
  );
}

function Rows({ list, stats }: { list: SharedList; stats: PublicStats }) {
  const rows = list.rows(stats);
  const empty = `No ${list.title.toLowerCase()} in this period.`;
  if (!list.total) return <RowList rows={rows} empty={empty} />;
  const total = list.total(stats);
  return <RowList rows={completed(rows, total, ROWS, rows.length)} total={total} empty={empty} />;
}
