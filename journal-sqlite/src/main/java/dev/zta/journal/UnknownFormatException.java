package dev.zta.journal;

/** The journal was written by a newer version of the program, which this one must not touch. */
public final class UnknownFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownFormatException(String what, int found, int newestKnown) {
        super(what + " has format " + found + ", this version reads formats up to " + newestKnown
                + ": start the newer version of Zero Trust Analytics that wrote it");
    }
}
