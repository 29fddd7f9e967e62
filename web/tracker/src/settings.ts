/** What the script tag says (tracker.md, "Attributes"). Only the literal texts `true` and `false` count. */

const tag = (document.currentScript ??
  document.querySelector("script[data-site],script[data-site-id]")) as HTMLScriptElement;

export const settings = tag.dataset;
export const site = settings.site || settings.siteId!;
export const api = settings.api || new URL("/api/track", tag.src);
