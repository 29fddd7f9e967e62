import { useRef } from "preact/hooks";
import { ownDates, type View } from "../address.ts";
import { dayLabel } from "../format.ts";

interface OwnRangeProps {
  view: View;
  onRange: (range: string) => void;
}

/** Any two dates; the server says what is wrong with them, for instance that they lie ahead. */
export function OwnRange({ view, onRange }: OwnRangeProps) {
  const form = useRef<HTMLFormElement>(null);
  const dates = ownDates(view.range);

  const apply = (event: SubmitEvent): void => {
    event.preventDefault();
    const values = new FormData(form.current!);
    // Whichever date comes first is the first.
    const [from, to] = [String(values.get("from")), String(values.get("to"))].sort();
    form.current!.hidePopover();
    onRange(`${from}..${to}`);
  };

  return (
    <>
      <button type="button" popovertarget="own-range" aria-pressed={dates !== undefined}>
        {dates ? `${dayLabel(dates[0])} to ${dayLabel(dates[1])}` : "Own"}
      </button>
      <form ref={form} id="own-range" popover="auto" class="own-range" aria-label="Own period" onSubmit={apply}>
        <label>
          First day
          <input type="date" name="from" required defaultValue={dates?.[0] ?? ""} />
        </label>
        <label>
          Last day
          <input type="date" name="to" required defaultValue={dates?.[1] ?? ""} />
        </label>
        <button type="submit" class="primary">
          Show
        </button>
      </form>
    </>
  );
}
