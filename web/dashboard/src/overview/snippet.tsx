import { useRef, useState } from "preact/hooks";
import type { KnownSite } from "../api/contract.ts";

/** The tag that a site embeds; the script reports to where it was loaded from. */
export const embedCode = (origin: string, siteId: string): string =>
  `<script defer src="${origin}/js/analytics.js" data-site="${siteId}"></script>`;

export function Snippet({ site }: { site: KnownSite }) {
  const code = useRef<HTMLElement>(null);
  const [state, setState] = useState("");

  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(code.current!.textContent ?? "");
      setState("Copied");
    } catch {
      // No clipboard without a secure context: the text is selected instead, one key copies it.
      getSelection()!.selectAllChildren(code.current!);
      setState("Selected: press Ctrl+C or Cmd+C");
    }
  };

  return (
    <div class="snippet">
      <pre tabIndex={0}>
        <code ref={code}>{embedCode(location.origin, site.id)}</code>
      </pre>
      <div class="snippet-actions">
        <button type="button" onClick={copy}>
          Copy
        </button>
        <span role="status">{state}</span>
      </div>
    </div>
  );
}
