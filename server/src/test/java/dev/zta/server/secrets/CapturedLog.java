package dev.zta.server.secrets;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.zta.server.testing.Await;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * What is logged until the end: by our own classes whatever its level, by libraries what is logged in production. One at a time
 * in a process.
 */
final class CapturedLog implements AutoCloseable {
    /** What tests lock that use one. */
    static final String LOCK = "dev.zta.log";

    private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = logger("dev.zta");
    private final Optional<Level> levelBefore = Optional.ofNullable(ours.getLevel());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** While another test's first message sets logging up, loggers are stand-ins. */
    private static Logger logger(String name) {
        Await.until(() -> LoggerFactory.getILoggerFactory() instanceof LoggerContext);
        return (Logger) LoggerFactory.getLogger(name);
    }

    /** Begins. */
    CapturedLog() {
        log.start();
        root.addAppender(log);
        ours.setLevel(Level.TRACE);
    }

    /** Ends it; all messages with the texts of their exceptions, also those that no appender of ours prints. */
    String end() {
        close();
        return List.copyOf(log.list).stream().map(CapturedLog::text).collect(Collectors.joining("\n"));
    }

    private static String text(ILoggingEvent event) {
        String exception =
                event.getThrowableProxy() instanceof ThrowableProxy thrown ? ThrowableProxyUtil.asString(thrown) : "";
        return event.getFormattedMessage() + "\n" + exception;
    }

    @Override
    public void close() {
        root.detachAppender(log);
        log.stop();
        ours.setLevel(levelBefore.orElse(null));
    }
}
