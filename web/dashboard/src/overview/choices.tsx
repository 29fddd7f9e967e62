import { useLocation } from "preact-iso";
import type { KnownSite } from "../api/contract.ts";
import { RANGES, type View } from "../address.ts";
import { OwnRange } from "./own-range.tsx";

interface SwitcherProps {
  sites: KnownSite[];
  chosen: string;
  /** What the address says of the view; it stays the same at the other site. */
  search: string;
}

export function SiteSwitcher({ sites, chosen, search }: SwitcherProps) {
  const { route } = useLocation();
  return (
    <select
      class="switcher"
      aria-label="Site"
      value={chosen}
      onChange={(event) => route(`/dashboard/${event.currentTarget.value}${search}`)}
    >
      {sites.length === 0 && <option value={chosen}>…</option>}
      {sites.map((site) => (
        <option key={site.id} value={site.id}>
          {site.name}
        </option>
      ))}
    </select>
  );
}

export function RangeLinks({ view, addressOf }: { view: View; addressOf: (change: Partial<View>) => string }) {
  const { route } = useLocation();
  return (
    <nav class="ranges" aria-label="Period">
      {RANGES.map(({ id, label, name }) => (
        <a key={id} href={addressOf({ range: id })} aria-current={view.range === id} title={name}>
          {label}
        </a>
      ))}
      <OwnRange view={view} onRange={(range) => route(addressOf({ range }))} />
    </nav>
  );
}
