interface EventProperties {
  category?: unknown;
  label?: unknown;
  value?: unknown;
  amount?: unknown;
  properties?: unknown;
  revenue?: unknown;
}

/** `window.zta`: a function with methods, or before the script has loaded the page's own stub with its queue. */
interface Zta {
  (...command: unknown[]): void;
  q?: Iterable<unknown>[];
  site?: string;
  track?: (name: unknown, properties?: EventProperties) => void;
  event?: Zta["track"];
  pageview?: Zta["trackPageview"];
  trackPageview?: (path?: unknown) => void;
}

interface Window {
  zta?: Zta;
  ZTA?: Zta;
  navigation?: EventTarget;
}

interface Navigator {
  globalPrivacyControl?: boolean;
}

interface Document {
  prerendering?: boolean;
}
