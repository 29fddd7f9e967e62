package dev.zta.server.auth;

import dev.zta.core.access.AccessRefusedException;
import dev.zta.core.access.Principal;
import dev.zta.core.access.Refusal;
import dev.zta.core.account.AccountStore;
import dev.zta.core.account.User;
import dev.zta.server.accounts.Callers;
import dev.zta.server.http.Call;

/** The person behind a call to the own account. */
public final class Me {
    private Me() {}

    /** The login of a call whose action takes nothing else; the operator, who may do everything, has none. */
    public static Principal.Login login(Call call) {
        if (call.principal() instanceof Principal.Login login) {
            return login;
        }
        throw new AccessRefusedException(
                call.principal() instanceof Principal.Key ? Refusal.LOGIN_REQUIRED : Refusal.INVALID_TOKEN);
    }

    /** The account that the caller acts as. */
    public static User user(Call call, AccountStore store) {
        return store.user(Callers.userId(call.principal()))
                .orElseThrow(() -> new AccessRefusedException(Refusal.INVALID_TOKEN));
    }
}
