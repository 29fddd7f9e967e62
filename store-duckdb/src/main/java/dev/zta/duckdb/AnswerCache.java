package dev.zta.duckdb;

import dev.zta.core.query.Query;
import dev.zta.core.query.ReportTable;
import dev.zta.core.store.QueryLimitException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Answers of late, for as long as nothing of their sites changes, and those that are being worked out: who asks the same
 * meanwhile waits for the first one's. Bounded by rows. Thread-safe.
 */
final class AnswerCache {
    private static final int MOST_ROWS = 20_000;

    /**
     * A question about one state of its sites.
     *
     * @param versions of the sites, in the queries' order
     */
    record Question(List<Query> queries, List<Long> versions) {}

    private final Map<Question, CompletableFuture<List<ReportTable>>> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long rows;

    /**
     * The answer, worked out by at most one caller at a time.
     *
     * @throws QueryLimitException when it is not there in time
     */
    List<ReportTable> get(Question question, Supplier<List<ReportTable>> work, Duration timeLimit) {
        CompletableFuture<List<ReportTable>> own = new CompletableFuture<>();
        Optional<CompletableFuture<List<ReportTable>>> known = begin(question, own);
        if (known.isPresent()) {
            return await(known.get(), timeLimit);
        }
        boolean isAnswered = false;
        try {
            List<ReportTable> tables = work.get();
            own.complete(tables);
            keep(tables);
            isAnswered = true;
            return tables;
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            if (!isAnswered) {
                forget(question);
            }
        }
    }

    /** The answer that is there or on its way; without one this becomes it. */
    private synchronized Optional<CompletableFuture<List<ReportTable>>> begin(
            Question question, CompletableFuture<List<ReportTable>> own) {
        return Optional.ofNullable(answers.putIfAbsent(question, own));
    }

    private static List<ReportTable> await(CompletableFuture<List<ReportTable>> answer, Duration timeLimit) {
        try {
            return answer.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw EngineFailures.tooLong(timeLimit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while waiting for a report", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        }
    }

    private synchronized void forget(Question question) {
        answers.remove(question);
    }

    /** Counts a new answer in, and drops those that were used longest ago while there are too many rows. */
    private synchronized void keep(List<ReportTable> tables) {
        rows += size(tables);
        Iterator<CompletableFuture<List<ReportTable>>> eldest = answers.values().iterator();
        while (rows > MOST_ROWS && eldest.hasNext()) {
            CompletableFuture<List<ReportTable>> answer = eldest.next();
            if (answer.isDone()) {
                rows -= size(answer.join());
                eldest.remove();
            }
        }
    }

    /** A row of totals counts too, so that small answers are bounded as well. */
    private static long size(List<ReportTable> tables) {
        return tables.stream().mapToLong(table -> 1 + table.rows().size()).sum();
    }
}
