import { readEvents } from "../api/client.ts";
import type { Events } from "../api/contract.ts";
import { periodOf } from "../address.ts";
import { useAnswer } from "../answer.ts";
import { count } from "../format.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useNear } from "./near.ts";
import { QuietRows } from "./row-list.tsx";
import { completed, type Row } from "./rows.ts";

interface EventsProps {
  site: string;
  range: string;
}

const REFRESH_MS = 60_000;

/** What visitors did besides reading pages, as far as the site reports it; asked for when it is about to be seen. */
export function EventsPanel({ site, range }: EventsProps) {
  const [element, isNear] = useNear<HTMLElement>();
  const answer = useAnswer(
    `${site} events`,
    `${site} events ${range}`,
    isNear ? (signal) => readEvents(site, periodOf(range), signal) : undefined,
    isNear ? REFRESH_MS : undefined,
  );
  return (
    <section ref={element} class="sheet panel events" aria-labelledby="events-title" aria-busy={answer.loading}>
      <div class="panel-head">
        <h2 id="events-title">Events</h2>
      </div>
      {answer.value ? <Table events={answer.value} /> : !answer.failure && <QuietRows />}
      {answer.failure && <Trouble answer={answer} what="Events" />}
    </section>
  );
}

function Table({ events: { events, summary } }: { events: Events }) {
  if (events.length === 0)
    return (
      <p class="empty">
        No custom event in this period. A site reports one with <code>zta.track(&quot;sign_up&quot;)</code>.
      </p>
    );
  const rows = events.map((row): Row => ({ label: nameOf(row), amount: row.events }));
  const widest = Math.max(...rows.map(({ amount }) => amount));
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Events</th>
          <th scope="col">Visitors</th>
        </tr>
      </thead>
      <tbody>
        {completed(rows, summary.events, EVENT_ROWS).map(({ label, amount, rest }, index) => (
          <tr key={index}>
            <th scope="row" class={rest ? "rest" : undefined} title={label}>
              {!rest && <span class="row-bar" style={{ width: `${(amount / widest) * 100}%` }} />}
              <span class="row-label">{label}</span>
            </th>
            <td>{count(amount)}</td>
            <td>{!rest && count(events[index]!.uniqueVisitors)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Room for the heads of the columns. */
const EVENT_ROWS = 8;

/** The tracker's own category says nothing. */
const DEFAULT_CATEGORY = "custom";

const nameOf = ({ action, category, label }: Events["events"][number]): string =>
  [action, category === DEFAULT_CATEGORY ? null : category, label].filter(Boolean).join(" · ") || "without a name";
