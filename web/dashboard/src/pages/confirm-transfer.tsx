import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { cancelTransfer, confirmTransfer } from "../api/client.ts";
import type { Transfer } from "../api/contract.ts";
import { forgetAnswers } from "../answer.ts";
import { moment } from "../format.ts";
import { Failed, useAct } from "../parts/act.tsx";
import { leave } from "../parts/leave.ts";
import { LogIn } from "../parts/log-in.tsx";
import { Mark } from "../parts/mark.tsx";
import { useOwnEmail } from "../parts/own-email.ts";
import { Page } from "../parts/page.tsx";
import { token } from "../session.ts";

/** What to do about a refusal, by the server's text. */
const WAYS_ON: Record<string, string> = {
  "Transfer not found":
    "It was called off, is done already or has ended after 48 hours, or the link was sent to another account. The owner can begin anew.",
  "Token required": "The link is not whole. Copy all of it from the mail.",
  "Site limit reached. Upgrade to create more sites.":
    "The new owner’s plan has no room for another site. The transfer waits: make room, then confirm again.",
  "A site with this domain already exists":
    "The new owner measures this domain already. The transfer waits: delete that site, then confirm again.",
};

/** One of the two who must agree that a site changes its owner does (contract: teams, "Ownership transfer"). */
export function ConfirmTransferPage() {
  const [transfer, setTransfer] = useState<Transfer>();
  return (
    <Page title="A site changes its owner" narrow>
      <div class="sheet entry">
        <Mark />
        {transfer ? <Confirmed transfer={transfer} /> : <Question onConfirmed={setTransfer} />}
      </div>
    </Page>
  );
}

function Question({ onConfirmed }: { onConfirmed: (transfer: Transfer) => void }) {
  return (
    <>
      <p class="lead">
        When the owner and the new owner have both confirmed, the site counts under the new owner’s plan and limits, and
        the former owner stays as an admin. Your mail says which site it is, and who the other one is.
      </p>
      {token.value === null ? (
        <>
          <p class="lead">Log in as the one to whom the mail was sent.</p>
          <LogIn />
        </>
      ) : (
        <Confirmation onConfirmed={onConfirmed} />
      )}
    </>
  );
}

function Confirmation({ onConfirmed }: { onConfirmed: (transfer: Transfer) => void }) {
  const { query } = useLocation();
  const own = useOwnEmail();
  const { busy, failure, run } = useAct();

  const confirm = async (): Promise<void> => {
    const { token: mailed, siteId } = query;
    onConfirmed(await confirmTransfer({ ...(mailed && { token: mailed }), ...(siteId && { siteId }) }));
    forgetAnswers();
  };

  return (
    <>
      <Failed failure={failure} />
      {failure && WAYS_ON[failure.message] && <p class="after">{WAYS_ON[failure.message]}</p>}
      <div class="acts" aria-busy={busy}>
        {failure?.status !== 404 && (
          <button type="button" class="primary" aria-disabled={busy} onClick={() => run(confirm)}>
            Confirm
          </button>
        )}
        <a href="/dashboard/">Go to your sites</a>
      </div>
      <p class="after signed-in">
        {own.value && (
          <>
            Signed in as <strong>{own.value}</strong>.{" "}
            <button type="button" class="link" onClick={leave}>
              Use another account
            </button>
          </>
        )}
      </p>
    </>
  );
}

function Confirmed({ transfer: { siteId, status, expiresAt } }: { transfer: Transfer }) {
  const [canceled, setCanceled] = useState(false);
  const { busy, failure, run } = useAct();

  if (canceled)
    return (
      <div role="status">
        <p class="done">Transfer canceled</p>
        <p class="after">
          The site stays with its owner. <a href="/dashboard/">Go to your sites</a>
        </p>
      </div>
    );
  if (status === "completed")
    return (
      <div role="status">
        <p class="done">The site has its new owner</p>
        <p class="after">
          <a href={`/dashboard/${siteId}`}>Go to the site</a>
        </p>
      </div>
    );
  return (
    <>
      <div role="status">
        <p class="done">You have confirmed</p>
        <p class="after">
          The other one has to confirm, too, at the latest on {moment(new Date(expiresAt))}. Until then everything stays
          as it is.
        </p>
      </div>
      <Failed failure={failure} />
      <div class="acts" aria-busy={busy}>
        <button
          type="button"
          aria-disabled={busy}
          onClick={() =>
            run(async () => {
              await cancelTransfer(siteId);
              setCanceled(true);
            })
          }
        >
          Call it off
        </button>
        <a href="/dashboard/">Go to your sites</a>
      </div>
    </>
  );
}
