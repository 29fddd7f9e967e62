import { count, percent, share } from "../format.ts";
import { type Row, ROWS } from "./rows.ts";

interface RowListProps {
  rows: Row[];
  /** What the rows are parts of; without it no shares are shown. */
  total?: number;
  /** Amounts are per cent already. */
  percentOnly?: boolean | undefined;
  /** What is said when there are none. */
  empty: string;
}

/** Labels with bars behind them; the longest bar is as wide as the list. */
export function RowList({ rows, total, percentOnly, empty }: RowListProps) {
  const widest = Math.max(...rows.map(({ amount, rest }) => (rest ? 0 : amount)), 1);
  if (rows.length === 0) return <p class="empty">{empty}</p>;
  return (
    <ol class="rows">
      {rows.map(({ label, amount, rest }) => (
        <li key={label} class="row">
          {!rest && <span class="row-bar" style={{ width: `${(amount / widest) * 100}%` }} />}
          <span class={rest ? "row-label rest" : "row-label"} title={label}>
            {label}
          </span>
          {!percentOnly && <span class="row-amount">{count(amount)}</span>}
          {total !== undefined && <span class="row-share">{percentOnly ? percent(amount) : share(amount, total)}</span>}
        </li>
      ))}
    </ol>
  );
}

/** In their place until they are there. */
export function QuietRows({ rows = ROWS }: { rows?: number }) {
  return (
    <ol class="rows" aria-hidden="true">
      {Array.from({ length: rows }, (_, index) => (
        <li key={index} class="row">
          <span class="row-bar quiet" style={{ width: `${90 - (index * 81) / rows}%` }} />
        </li>
      ))}
    </ol>
  );
}
