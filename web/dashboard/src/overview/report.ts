import type { PanelLine, ReportHead, Stats } from "../api/contract.ts";

/** The report of a site as it comes, panel by panel (design: "The overview asks once"). Values only; asking is elsewhere. */

export type PanelId = keyof Stats;

/** One answer as far as it has come. */
export interface Round {
  /** What was asked. */
  key: string;
  head?: ReportHead;
  stats: Partial<Stats>;
  /** What the server says of panels that failed. */
  errors: Partial<Record<PanelId, string>>;
  asOf?: Date;
  ended: boolean;
}

/** Of each panel the newest answer that has it. */
export type Shown = Partial<Record<PanelId, Round>>;

/** They come from one look at the store; the last of them is the comparison. */
const NUMBERS: PanelId[] = ["summary", "timeseries", "range", "hourly", "comparison"];

/** What every answer has. */
const EXPECTED: PanelId[] = [
  "summary",
  "timeseries",
  "range",
  "topReferrers",
  "devices",
  "browsers",
  "countries",
  "trafficSources",
  "operatingSystems",
  "regions",
  "entryPages",
  "exitPages",
  "campaigns",
  "topPages",
];

const BROKEN_OFF = "The answer broke off.";

export const begun = (key: string): Round => ({ key, stats: {}, errors: {}, ended: false });

/** The same answer with further lines of it. */
export function taken(round: Round, lines: (PanelLine | ReportHead)[]): Round {
  const next = { ...round, stats: { ...round.stats }, errors: { ...round.errors } };
  for (const line of lines) {
    if (!("panel" in line)) next.head = line;
    else if ("error" in line) next.errors[line.panel] = line.error;
    else {
      Object.assign(next.stats, { [line.panel]: line.data });
      next.asOf = new Date(line.asOf);
    }
  }
  return next;
}

/** The answer with nothing more to come; a panel that did not come has failed. */
export function ended(round: Round): Round {
  const missing = EXPECTED.filter((panel) => !(panel in round.stats) && !(panel in round.errors));
  const errors = Object.fromEntries(missing.map((panel) => [panel, BROKEN_OFF]));
  return { ...round, errors: { ...errors, ...round.errors }, ended: true };
}

/** Numbers are shown together: hours without their comparison would be drawn and drawn again. */
function isReady(panel: PanelId, { stats, errors, ended: isEnded }: Round): boolean {
  if (!NUMBERS.includes(panel) || isEnded || "comparison" in stats) return true;
  return [...Object.keys(stats), ...Object.keys(errors)].some((come) => !NUMBERS.includes(come as PanelId));
}

/** What is shown once an answer has come so far. Nothing of another question stays where the answer to this one failed. */
export function show(old: Shown, round: Round): Shown {
  const shown = { ...old };
  for (const panel of Object.keys(round.stats) as PanelId[]) if (isReady(panel, round)) shown[panel] = round;
  for (const panel of Object.keys(round.errors) as PanelId[]) if (shown[panel]?.key !== round.key) delete shown[panel];
  return shown;
}

/** What an answer has, if it has all of these. */
export const have = <K extends PanelId>(
  round: Round | undefined,
  ...panels: K[]
): (Partial<Stats> & Pick<Stats, K>) | undefined =>
  round && panels.every((panel) => panel in round.stats) ? (round.stats as Partial<Stats> & Pick<Stats, K>) : undefined;
