import { useState } from "preact/hooks";
import { Failure } from "../api/failure.ts";

export interface Act {
  busy: boolean;
  failure: Failure | undefined;
  /** Does it unless it is being done. */
  run: (act: () => Promise<void>) => Promise<void>;
}

/** Something that a button does: once at a time, and what went wrong is kept to be said. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const run = async (act: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, run };
}

/** What went wrong, with what it was about where the server says so. */
export function Failed({ failure }: { failure: Failure | undefined }) {
  return (
    <div role="alert">
      {failure && <p class="alert">{[failure.message, ...Object.values(failure.fields)].join(": ")}</p>}
    </div>
  );
}
