import { logout } from "../api/client.ts";
import { forgetAnswers } from "../answer.ts";
import { signOut } from "../session.ts";

/** Ends the login. The token is dropped here whether or not the server could be told. */
export async function leave(): Promise<void> {
  await logout().catch(() => undefined);
  forgetAnswers();
  signOut();
}
