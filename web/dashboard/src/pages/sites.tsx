import { useLocation } from "preact-iso";
import { addSite, listSites } from "../api/client.ts";
import type { Site } from "../api/contract.ts";
import { useAnswer } from "../answer.ts";
import { ago, count } from "../format.ts";
import { Bar } from "../parts/bar.tsx";
import { Choice, Field, Form } from "../parts/form.tsx";
import { Page } from "../parts/page.tsx";
import { Trouble } from "../parts/trouble.tsx";

export function SitesPage() {
  const sites = useAnswer("sites", "sites", listSites);
  const none = sites.value?.length === 0;
  return (
    <Page title="Sites" bar={<Bar busy={sites.loading} />}>
      {sites.failure && <Trouble answer={sites} what="The list of sites" />}
      {sites.value && !none && (
        <ul class="sites" aria-busy={sites.loading}>
          {sites.value.map((site) => (
            <SiteCard key={site.id} site={site} />
          ))}
        </ul>
      )}
      {sites.value && (
        <section class="sheet add-site" aria-labelledby="add-site">
          <h2 id="add-site">{none ? "Add your first site" : "Add a site"}</h2>
          <AddSite />
        </section>
      )}
    </Page>
  );
}

function SiteCard({ site }: { site: Site }) {
  const { pageviews, visitors, lastPageview } = site.stats;
  return (
    <li class="sheet site-card">
      <h2>
        <a href={`/dashboard/${site.id}`}>{site.name}</a>
      </h2>
      <p class="site-domain">{site.name === site.domain ? site.timezone.replaceAll("_", " ") : site.domain}</p>
      <dl>
        <div>
          <dt>Visitors</dt>
          <dd>{count(visitors)}</dd>
        </div>
        <div>
          <dt>Pageviews</dt>
          <dd>{count(pageviews)}</dd>
        </div>
      </dl>
      <p class="site-last">
        {lastPageview ? `Last pageview ${ago(new Date(lastPageview), new Date())}` : "No pageview yet"}
      </p>
    </li>
  );
}

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const zones = [...new Set(["UTC", ownZone, ...Intl.supportedValuesOf("timeZone")])];

function AddSite() {
  const { route } = useLocation();
  const add = async (values: Record<string, string>): Promise<void> => {
    const site = await addSite({ domain: values["domain"]!.trim(), timezone: values["timezone"]! });
    route(`/dashboard/${site.id}`);
  };
  return (
    <Form action="Add site" clues={{ domain: /domain/i, timezone: /time ?zone/i }} onSubmit={add}>
      {(problems) => (
        <div class="fields">
          <Field
            name="domain"
            label="Domain"
            example="example.org"
            hint="Without https:// and without a path."
            fills="off"
            problem={problems["domain"]}
          />
          <Choice
            name="timezone"
            label="Time zone"
            hint="Decides where a day begins in every report."
            options={zones}
            chosen={ownZone}
            problem={problems["timezone"]}
          />
        </div>
      )}
    </Form>
  );
}
