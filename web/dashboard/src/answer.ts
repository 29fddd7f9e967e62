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
const kept = new Map<string, Kept>();

function keep(key: string, answer: Kept): void {
  kept.delete(key);
  kept.set(key, answer);
  if (kept.size > KEPT_ANSWERS) kept.delete(kept.keys().next().value!);
}

/** Forgets everything, for instance when another account signs in. */
export const forgetAnswers = (): void => kept.clear();

/**
 * @param scope whose answer may stay on screen while another key's is loaded, for instance the site
 * @param refreshMs asks again after this time while the page is visible
 */
export function useAnswer<T>(
  scope: string,
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
  refreshMs?: number,
): Answer<T> {
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ scope: string; key: string; kept?: Kept; failure?: Failure; loading: boolean }>({
    scope,
    key,
    loading: true,
  });
  const question = useRef(load);
  question.current = load;

  useEffect(() => {
    const abort = new AbortController();
    setState((old) => {
      const known = kept.get(key) ?? (old.scope === scope ? old.kept : undefined);
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
  }, [scope, key, round]);

  useEffect(() => {
    if (!refreshMs) return;
    const again = (): void => {
      if (!document.hidden) setRound((old) => old + 1);
    };
    const timer = setInterval(again, refreshMs);
    document.addEventListener("visibilitychange", again);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", again);
    };
  }, [refreshMs]);

  const shown = state.scope === scope ? state.kept : (kept.get(key) ?? undefined);
  return {
    loading: state.loading || state.key !== key,
    retry: () => setRound((old) => old + 1),
    ...(shown && { value: shown.value as T, asOf: shown.asOf }),
    ...(state.failure && { failure: state.failure }),
  };
}
