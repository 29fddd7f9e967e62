import { readOwnEmail } from "../api/client.ts";
import { type Answer, useAnswer } from "../answer.ts";
import { token } from "../session.ts";

/** The address of the account that is signed in; for pages that are for one person only. */
export const useOwnEmail = (): Answer<string> => {
  const sent = token.value;
  return useAnswer(`own e-mail ${sent}`, `own e-mail ${sent}`, async (signal) => (sent ? readOwnEmail(signal) : ""));
};
