import { Page } from "../parts/page.tsx";

export function NotFoundPage() {
  return (
    <Page title="There is no such page" narrow>
      <p class="aside">
        The address leads nowhere in this installation. <a href="/dashboard/">Go to your sites</a>
      </p>
    </Page>
  );
}
