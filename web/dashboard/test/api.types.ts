/**
 * Compiled, never run: every answer that api/openapi.yaml allows must be one that the dashboard can read.
 */
import type { paths } from "../../target/openapi.d.ts";
import type {
  AddedSite,
  AnsweredInvitation,
  Completeness,
  Events,
  Invitation,
  OwnAddress,
  PublicStats,
  Realtime,
  Said,
  SecondFactorWanted,
  SignedIn,
  Site,
  Stats,
  Transfer,
} from "../src/api/contract.ts";

/** What a call answers with, by path, method and status. */
type Answer<
  Path extends keyof paths,
  Method extends keyof paths[Path],
  Status extends number,
> = paths[Path][Method] extends { responses: { [status in Status]: { content: { "application/json": infer Body } } } }
  ? Body
  : never;

type Reads<Wanted, Given extends Wanted> = Given;

export type Checked = [
  Reads<{ sites: Site[] }, Answer<"/api/sites", "get", 200>>,
  Reads<Stats, Answer<"/api/stats", "get", 200>>,
  Reads<Events, Answer<"/api/stats/events", "get", 200>>,
  Reads<PublicStats, Answer<"/api/public/stats", "get", 200>>,
  Reads<Realtime, Answer<"/api/realtime", "get", 200>>,
  Reads<Completeness, Answer<"/api/stats/completeness", "get", 200>>,
  Reads<{ site: AddedSite }, Answer<"/api/sites", "post", 201>>,
  Reads<SignedIn | SecondFactorWanted, Answer<"/api/auth/login", "post", 200>>,
  Reads<SignedIn, Answer<"/api/auth/register", "post", 201>>,
  Reads<Said, Answer<"/api/auth/forgot", "post", 200>>,
  Reads<Said, Answer<"/api/auth/reset", "post", 200>>,
  Reads<Said, Answer<"/api/auth/verify-email", "get" | "post", 200>>,
  Reads<{ expiresAt: string }, Answer<"/api/auth/verify-reset-token", "get", 200>>,
  Reads<{ user: { email: string } }, Answer<"/api/user/profile", "get", 200>>,
  Reads<Invitation, Answer<"/api/invite", "get", 200>>,
  Reads<AnsweredInvitation, Answer<"/api/invite", "post", 200>>,
  Reads<{ transfer: Transfer }, Answer<"/api/teams/transfer/confirm", "post", 200>>,
  Reads<OwnAddress, Answer<"/api/sites/{id}/own-address", "get", 200>>,
  Reads<{ site: { settings: { excludeIps?: string[] } } }, Answer<"/api/sites/{id}", "get", 200>>,
];
