import { useEffect, useRef, useState } from "preact/hooks";
import { Failure } from "./api/failure.ts";

/**
 * What a page knows of one question to the server. The old answer stays while a new one is under way; a newer question
 * aborts the older; the 20 newest answers are kept and shown at once when they are asked for again.
 */
export interface Answer<T> {
  value?: T;
  asOf?: Date;
  loading: boolean;
  failure?: Failure;
  retry: () => void;
}

interface Kept {
  value: unknown;
  asOf: Date;
}

const KEPT_ANSWERS = 20;
const kept = new Map<string, unknown>();

/** @param key names the question, and with it the type of its answer */
export function keep<T>(key: string, answer: T): void {
  kept.delete(key);
  kept.set(key, answer);
  if (kept.size > KEPT_ANSWERS) kept.delete(kept.keys().next().value!);
}

export const recall = <T>(key: string): T | undefined => kept.get(key) as T | undefined;

/** Does something again after a time, and when the page is looked at again, while it is visible. */
export function useRefresh(everyMs: number | undefined, again: () => void): void {
  useEffect(() => {
    if (!everyMs) return;
    const refresh = (): void => {
      if (!document.hidden) again();
    };
    const timer = setInterval(refresh, everyMs);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [everyMs]);
}

/** Forgets everything, for instance when another account signs in. */
export const forgetAnswers = (): void => kept.clear();

/**
 * @param scope whose answer may stay on screen while another key's is loaded, for instance the site
 * @param load asks; nothing: the answer is not wanted yet
 * @param refreshMs asks again after this time while the page is visible
 */
export function useAnswer<T>(
  scope: string,
  key: string,
  load: ((signal: AbortSignal) => Promise<T>) | undefined,
  refreshMs?: number,
): Answer<T> {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ scope: string; key: string; kept?: Kept; failure?: Failure; loading: boolean }>({
    scope,
    key,
    loading: load !== undefined,
  });
  const question = useRef(load);
  question.current = load;
  const isWanted = load !== undefined;

  useEffect(() => {
    if (!question.current) return;
    const abort = new AbortController();
    setState((old) => {
      const known = recall<Kept>(key) ?? (old.scope === scope ? old.kept : undefined);
      return { scope, key, loading: true, ...(known && { kept: known }) };
    });
    question.current(abort.signal).then(
      (value) => {
        const fresh = { value, asOf: new Date() };
        keep(key, fresh);
        setState({ scope, key, kept: fresh, loading: false });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof Failure)) throw error;
        setState((old) => ({ ...old, failure: error, loading: false }));
      },
    );
    return () => abort.abort();
  }, [scope, key, round, isWanted]);

  const retry = (): void => setRound((old) => old + 1);
  useRefresh(refreshMs, retry);

  const shown = state.scope === scope ? state.kept : recall<Kept>(key);
  return {
    loading: isWanted && (state.loading || state.key !== key),
    retry,
    ...(shown && { value: shown.value as T, asOf: shown.asOf }),
    ...(state.failure && { failure: state.failure }),
  };
}
