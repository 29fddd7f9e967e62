package dev.zta.core.event;

import java.math.BigDecimal;

/**
 * What an event was worth in money (contract: beyond, "Event properties and revenue").
 *
 * @param amount of scale 4 at most
 * @param currency ISO 4217 code
 */
public record Revenue(BigDecimal amount, String currency) {}
