package dev.zta.server.http;

import org.jspecify.annotations.Nullable;

/**
 * Logs unexpected exceptions by class and place only. Their messages may quote what a client sent (a parser's excerpt, a
 * statement's parameters), and nothing of that is ever written.
 */
public final class FaultLog {
    private static final int CAUSES = 10;

    private final System.Logger logger = System.getLogger(FaultLog.class.getName());

    /**
     * A handler failed.
     *
     * @param route the route as declared, which says nothing on the request
     */
    public void failed(String route, Throwable fault) {
        logger.log(System.Logger.Level.ERROR, () -> "Request failed: " + route + describe(fault));
    }

    private static String describe(Throwable fault) {
        StringBuilder text = new StringBuilder();
        @Nullable Throwable next = fault;
        for (int depth = 0; next != null && depth < CAUSES; depth++) {
            text.append(depth == 0 ? ": " : "\nCaused by ")
                    .append(next.getClass().getName());
            for (StackTraceElement frame : next.getStackTrace()) {
                text.append("\n\tat ").append(frame);
            }
            next = next.getCause();
        }
        return text.toString();
    }
}
