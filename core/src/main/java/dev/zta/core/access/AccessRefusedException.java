package dev.zta.core.access;

/** Somebody asked for what they may not have; carries the contract's answer. No stack trace: it is an ordinary outcome. */
public final class AccessRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public AccessRefusedException(Refusal refusal) {
        super(refusal.error(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
