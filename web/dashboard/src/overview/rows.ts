/** A list's row: `amount` in the list's own unit, of `total`. */
export interface Row {
  label: string;
  amount: number;
  /** Stands for what the list leaves out. */
  rest?: boolean;
}

/** Rows of a panel; it has this height whatever it holds. */
export const ROWS = 9;

/**
 * The rows with one for all others where the list is longer, so that they add up to the whole.
 *
 * @param most rows there is room for
 * @param asked rows the server would have told; fewer are all there are
 */
export function completed(rows: Row[], total: number, most = ROWS, asked = ROWS): Row[] {
  const rest = (shown: Row[]): number => total - shown.reduce((sum, { amount }) => sum + amount, 0);
  if (rows.length < asked || rest(rows) < 0.05) return rows;
  const shown = rows.slice(0, most - 1);
  return [...shown, { label: "All others", amount: rest(shown), rest: true }];
}
