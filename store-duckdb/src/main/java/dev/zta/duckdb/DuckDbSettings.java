package dev.zta.duckdb;

import java.nio.file.Path;

/**
 * Where the store lies and what it may use.
 *
 * @param file the database; its folder exists
 * @param memoryLimitBytes what the engine may hold in memory; what needs more goes to the temporary folder
 * @param threads how many threads one query may use; also how many reports run at the same time
 * @param temporary folder for what does not fit into memory
 * @param recordsOfLargeDay from so many records on an open day's roll-ups are kept with each batch
 */
public record DuckDbSettings(Path file, long memoryLimitBytes, int threads, Path temporary, int recordsOfLargeDay) {
    /** Fewer records are counted in less time than a batch takes for their roll-ups. */
    private static final int RECORDS_OF_LARGE_DAY = 20_000;

    /** Most that intermediate results may take on disk. */
    static final long TEMPORARY_LIMIT_BYTES = 4L << 30;

    /** Length of the write-ahead log after which the engine checkpoints by itself. */
    static final long CHECKPOINT_BYTES = 64L << 20;

    public DuckDbSettings(Path file, long memoryLimitBytes, int threads, Path temporary) {
        this(file, memoryLimitBytes, threads, temporary, RECORDS_OF_LARGE_DAY);
    }
}
