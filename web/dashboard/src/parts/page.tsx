import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

const PRODUCT = "Zero Trust Analytics";

interface PageProps {
  title: string;
  /** The page's own `h1` is there but not seen, for instance because the bar says it. */
  quietTitle?: boolean;
  bar?: ComponentChildren;
  narrow?: boolean;
  children: ComponentChildren;
}

let firstPage = true;

/**
 * A page's frame: skip link, bar, main with the one `h1`, which takes the focus when the page was reached by a link and
 * begins with no field that has it.
 */
export function Page({ title, quietTitle, bar, narrow, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${PRODUCT}`;
  }, [title]);
  useEffect(() => {
    const begun = heading.current?.parentElement?.contains(document.activeElement);
    if (!firstPage && !begun) heading.current?.focus({ preventScroll: true });
    firstPage = false;
  }, []);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      {bar}
      <main id="main" class={narrow ? "narrow" : "wide"}>
        <h1 ref={heading} tabIndex={-1} class={quietTitle ? "unseen" : undefined}>
          {title}
        </h1>
        {children}
      </main>
    </>
  );
}
