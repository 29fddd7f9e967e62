package dev.zta.server.testing;

import dev.zta.core.account.AccountStore;
import dev.zta.core.account.Invitations;
import dev.zta.core.account.Logins;
import dev.zta.core.account.Profiles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account store some parts of which break once they are told to: not as on a full disk, which callers hear as 503, but as by
 * a fault of ours. Until then, and in all other parts, it is the store that it stands before.
 */
public final class FaultyAccounts {
    /** Parts that who calls is not looked up in. */
    private static final Set<Class<?>> PARTS = Set.of(Logins.class, Profiles.class, Invitations.class);

    private volatile boolean isBroken;

    /** From now on calls of those parts fail. */
    public void breakDown() {
        isBroken = true;
    }

    AccountStore around(AccountStore inner) {
        return AccountStore.class.cast(proxy(AccountStore.class, (_, method, arguments) -> {
            Object result = call(inner, method, arguments);
            return result != null && PARTS.contains(method.getReturnType())
                    ? part(method.getReturnType(), result)
                    : result;
        }));
    }

    private Object part(Class<?> type, Object inner) {
        return proxy(type, (_, method, arguments) -> {
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            return call(inner, method, arguments);
        });
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(FaultyAccounts.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static @Nullable Object call(Object inner, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(inner, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
