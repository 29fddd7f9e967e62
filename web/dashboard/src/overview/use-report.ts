import { useEffect, useState } from "preact/hooks";
import { readPanels } from "../api/client.ts";
import type { ReportHead } from "../api/contract.ts";
import { Failure } from "../api/failure.ts";
import { periodOf } from "../address.ts";
import { keep, recall, useRefresh } from "../answer.ts";
import { begun, ended, type PanelId, type Round, show, type Shown, taken } from "./report.ts";

const REFRESH_MS = 60_000;

export interface Report {
  /** The account's sites and rights; those of the answer before until the new ones are there. */
  head?: ReportHead;
  shown: Shown;
  errors: Round["errors"];
  loading: boolean;
  /** Why there is no answer at all. */
  failure?: Failure;
  /** Whether a panel has yet to come. */
  awaits: (panel: PanelId) => boolean;
  retry: () => void;
}

/** A whole answer that is kept to be shown at once when it is asked for again, while the server says whether it holds. */
interface Kept {
  round: Round;
  tag: string;
}

interface State {
  site: string;
  round: Round;
  head?: ReportHead;
  shown: Shown;
  loading: boolean;
  failure?: Failure;
}

/** The report of a site, asked for with one request, again each minute while the page is visible. */
export function useReport(site: string, range: string): Report {
  const key = `${site} ${range}`;
  const [again, setAgain] = useState(0);
  const [state, setState] = useState<State>({ site, round: begun(key), shown: {}, loading: true });
  const retry = (): void => setAgain((old) => old + 1);

  useEffect(() => {
    const abort = new AbortController();
    const known = recall<Kept>(key);
    let round = begun(key);
    const publish = (more: Partial<State> = {}): void =>
      setState((old) => ({
        ...old,
        ...more,
        ...(round.head && { head: round.head }),
        round,
        shown: show(old.shown, round),
      }));

    setState(({ site: oldSite, head, shown: old }) => {
      const shown = oldSite === site ? old : {};
      return {
        site,
        ...(head && { head }),
        round,
        shown: known ? show(shown, known.round) : shown,
        loading: true,
      };
    });
    readPanels(
      { siteId: site, period: periodOf(range), tag: known?.tag },
      (lines) => {
        round = taken(round, lines);
        publish();
      },
      abort.signal,
    ).then(
      ({ isChanged, tag }) => {
        round = isChanged ? ended(round) : { ...known!.round, asOf: new Date() };
        if (Object.keys(round.errors).length === 0) keep<Kept>(key, { round, tag });
        publish({ loading: false });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof Failure)) throw error;
        setState((old) => ({ ...old, failure: error, loading: false }));
      },
    );
    return () => abort.abort();
  }, [key, again]);

  useRefresh(REFRESH_MS, retry);

  const isNew = state.round.key !== key;
  const loading = state.loading || isNew;
  return {
    ...(state.head && { head: state.head }),
    shown: state.site === site ? state.shown : {},
    errors: isNew ? {} : state.round.errors,
    loading,
    ...(state.failure && !isNew && { failure: state.failure }),
    awaits: (panel) => loading && (isNew || !(panel in state.round.stats)),
    retry,
  };
}
