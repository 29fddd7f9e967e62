package dev.zta.journal;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The number of the newest durable record, and the threads that wait for the next one. Thread-safe. */
final class CommittedSequence {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition risen = lock.newCondition();
    private volatile long value;

    long value() {
        return value;
    }

    void riseTo(long sequence) {
        lock.lock();
        try {
            value = sequence;
            risen.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the value is above a position or the time is over; says whether it is. */
    boolean awaitAbove(long position, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (value <= position && left > 0) {
                left = risen.awaitNanos(left);
            }
            return value > position;
        } finally {
            lock.unlock();
        }
    }
}
