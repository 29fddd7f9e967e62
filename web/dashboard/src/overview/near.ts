import { type RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

const NEARLY_SEEN = "200px";

/** Whether an element is, or was, about to be seen; what is far below is asked for only then. */
export function useNear<T extends Element>(): [element: RefObject<T | null>, isNear: boolean] {
  const element = useRef<T>(null);
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        setIsNear(true);
        observer.disconnect();
      },
      { rootMargin: NEARLY_SEEN },
    );
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, []);
  return [element, isNear];
}
