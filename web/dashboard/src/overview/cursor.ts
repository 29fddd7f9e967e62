/** How far a key moves the cursor, from its place, in a row of so many. */
export function movedCursor(key: string, at: number, length: number): number | undefined {
  const last = length - 1;
  const target: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    PageUp: at - 7,
    PageDown: at + 7,
    Home: 0,
    End: last,
  };
  const to = target[key];
  return to === undefined ? undefined : Math.max(0, Math.min(last, to));
}
