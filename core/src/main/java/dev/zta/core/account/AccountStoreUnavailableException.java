package dev.zta.core.account;

/** The account store can't be used now: damaged, full, locked for too long, of a later version. The message is for the operator. */
public final class AccountStoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AccountStoreUnavailableException(String message) {
        super(message);
    }

    public AccountStoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
