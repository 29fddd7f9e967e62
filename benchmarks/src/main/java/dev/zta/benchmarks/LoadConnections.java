package dev.zta.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** Kept HTTP/1.1 connections to one server, all of one thread. */
final class LoadConnections implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final List<LoadConnection> all = new ArrayList<>();

    LoadConnections(InetSocketAddress target, int count) throws IOException {
        for (int number = 0; number < count; number++) {
            all.add(new LoadConnection(target, selector, number));
        }
    }

    /** What is to be done with a connection whose answer is there. */
    @FunctionalInterface
    interface Answered {
        void by(LoadConnection connection) throws IOException;
    }

    List<LoadConnection> all() {
        return all;
    }

    /** Waits for sockets, at most so many milliseconds, at least one, and goes on with those that allow it. */
    void serve(long mostMillis, Answered answered) throws IOException {
        selector.select(mostMillis);
        for (SelectionKey key : selector.selectedKeys()) {
            LoadConnection connection = (LoadConnection) key.attachment();
            if (connection.goOn()) {
                answered.by(connection);
            }
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        for (LoadConnection connection : all) {
            connection.close();
        }
        selector.close();
    }
}
