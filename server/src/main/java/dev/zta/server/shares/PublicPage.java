package dev.zta.server.shares;

/** Whether there is a public page, and for whom (contract: public-stats, "Pages and embedding"). */
public enum PublicPage {
    /** For everybody who has the address. */
    OPEN,
    /** For those who know the password of its link; can't be framed. */
    GUARDED,
    /** There is none, or none any more. */
    NONE
}
