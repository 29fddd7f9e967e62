import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { answerInvitation, readInvitation } from "../api/client.ts";
import type { Invitation, Role } from "../api/contract.ts";
import { forgetAnswers, useAnswer } from "../answer.ts";
import { moment } from "../format.ts";
import { Failed, useAct } from "../parts/act.tsx";
import { LogIn } from "../parts/log-in.tsx";
import { Mark } from "../parts/mark.tsx";
import { OtherAccount } from "../parts/other-account.tsx";
import { useOwnEmail } from "../parts/own-email.ts";
import { Page } from "../parts/page.tsx";
import { SignUp } from "../parts/sign-up.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { token } from "../session.ts";

/** What a role may do, in short (contract: teams, "Roles"). */
const ROLES: Record<Role, string> = {
  owner: "does everything",
  admin: "changes the site’s settings and invites people",
  member: "sees all numbers, makes reports and exports them",
  viewer: "looks at the numbers and changes nothing",
};

/** What to do about an invitation that is none any more, by the server's text. */
const WAYS_ON: Record<string, string> = {
  "Invitation has expired": "It was good for seven days. Ask whoever invited you for a new one.",
  "Invitation has already been accepted": "Once is enough: the site is among yours.",
  "Invalid or expired invite":
    "It was withdrawn, declined or replaced by a newer one, or the link is not whole. Look for a newer mail, or ask whoever invited you.",
  "Token required": "The link is not whole. Copy all of it from the mail.",
};

export function AcceptInvitePage() {
  const { query } = useLocation();
  const inviteToken = query["token"] ?? "";
  const seen = useAnswer(inviteToken, `invitation ${inviteToken}`, (signal) => readInvitation(inviteToken, signal));
  const text = seen.failure?.message ?? "";

  if (WAYS_ON[text]) return <Ended text={text} />;
  return (
    <Page title={seen.value ? `Invitation to ${seen.value.site.name}` : "Invitation"} narrow>
      {seen.failure && <Trouble answer={seen} what="The invitation" />}
      {seen.value && <Invited invitation={seen.value} inviteToken={inviteToken} />}
    </Page>
  );
}

function Ended({ text }: { text: string }) {
  return (
    <Page title="This invitation leads nowhere" narrow>
      <div class="sheet entry">
        <Mark />
        <p class="alert" role="alert">
          {text}
        </p>
        <p class="after">{WAYS_ON[text]}</p>
      </div>
      <p class="aside">
        <a href="/dashboard/">Go to your sites</a>
      </p>
    </Page>
  );
}

interface InvitedProps {
  invitation: Invitation;
  inviteToken: string;
}

function Invited({ invitation, inviteToken }: InvitedProps) {
  const { invite, team, site, invitedBy } = invitation;
  return (
    <div class="sheet entry">
      <Mark />
      <p class="lead">
        {invitedBy.name ?? "Somebody"} of {team.name} invites <strong>{invite.email}</strong> to see the numbers of{" "}
        <strong>{site.name}</strong>.
      </p>
      <dl class="facts">
        <dt>Role</dt>
        <dd>
          {invite.role}: {ROLES[invite.role]}
        </dd>
        <dt>Good until</dt>
        <dd>{moment(new Date(invite.expiresAt))}</dd>
      </dl>
      {token.value === null ? (
        <Entrance email={invite.email} inviteToken={inviteToken} />
      ) : (
        <Decision email={invite.email} inviteToken={inviteToken} />
      )}
    </div>
  );
}

interface ForProps {
  email: string;
  inviteToken: string;
}

/** Nobody is told whether the address has an account, so its owner chooses. */
function Entrance({ email, inviteToken }: ForProps) {
  const [known, setKnown] = useState(false);
  return (
    <>
      {known ? <LogIn email={email} /> : <SignUp invitation={{ email, inviteToken }} />}
      <p class="after">
        {known ? "No account yet?" : "You have an account?"}{" "}
        <button type="button" class="link" onClick={() => setKnown(!known)}>
          {known ? "Create one" : "Log in with it"}
        </button>
      </p>
    </>
  );
}

function Decision({ email, inviteToken }: ForProps) {
  const { route } = useLocation();
  const own = useOwnEmail();
  const [declined, setDeclined] = useState("");
  const { busy, failure, run } = useAct();

  const accept = async (): Promise<void> => {
    const { site } = await answerInvitation(inviteToken, "accept");
    forgetAnswers();
    route(`/dashboard/${site?.id ?? ""}`, true);
  };

  const decline = async (): Promise<void> => setDeclined((await answerInvitation(inviteToken, "decline")).message);

  if (declined) return <Declined text={declined} />;
  if (own.failure) return <Trouble answer={own} what="Your account" />;
  if (own.value && own.value !== email)
    return <OtherAccount email={own.value} text="This invitation is for a different email address" />;
  return (
    <>
      <Failed failure={failure} />
      <div class="acts" aria-busy={busy || !own.value}>
        <button type="button" class="primary" aria-disabled={busy || !own.value} onClick={() => run(accept)}>
          Accept
        </button>
        <button type="button" aria-disabled={busy || !own.value} onClick={() => run(decline)}>
          Decline
        </button>
      </div>
      {failure && (
        <p class="after">
          <a href="/dashboard/">Go to your sites</a>
        </p>
      )}
    </>
  );
}

function Declined({ text }: { text: string }) {
  return (
    <div role="status">
      <p class="done">{text}</p>
      <p class="after">
        If you change your mind, ask for a new invitation. <a href="/dashboard/">Go to your sites</a>
      </p>
    </div>
  );
}
