package dev.zta.server.billing;

/** Stripe did not do what it was asked; says how, never what was asked. */
final class StripeFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isAnswered;

    private StripeFailure(String message, boolean isAnswered) {
        super(message, null, false, false);
        this.isAnswered = isAnswered;
    }

    static StripeFailure refused(int status) {
        return new StripeFailure("status " + status, true);
    }

    static StripeFailure silent(Exception why) {
        Throwable cause = why.getCause() == null ? why : why.getCause();
        return new StripeFailure(cause.getClass().getSimpleName(), false);
    }

    /** Whether Stripe has said that it did not; else it may have. */
    boolean isAnswered() {
        return isAnswered;
    }
}
