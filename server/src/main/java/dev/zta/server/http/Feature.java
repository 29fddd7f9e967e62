package dev.zta.server.http;

import java.util.List;

/** A feature's part of the HTTP interface. */
public interface Feature {
    List<Route> routes();
}
