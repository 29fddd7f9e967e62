package dev.zta.core.store;

import dev.zta.core.event.Attributes;
import dev.zta.core.event.Client;
import dev.zta.core.event.Detail;
import dev.zta.core.event.Place;
import java.time.Instant;

/** A custom or automatic event with all that is kept of it, and without anything that tells who it was. */
public record StoredEvent(
        Instant time, String path, Client client, Place place, Detail.CustomEvent detail, Attributes attributes) {}
