package dev.zta.server.http;

import dev.zta.core.address.AddressRanges;

/**
 * Where the server listens and whom it trusts.
 *
 * @param host name or address to listen on
 * @param port port to listen on; 0 picks a free one
 * @param trustedProxies whose forwarded headers count
 * @param isPublicHttps whether the public address is https, so that browsers are told to stay with it
 * @param bounds what a connection may take
 */
public record HttpOptions(
        String host, int port, AddressRanges trustedProxies, boolean isPublicHttps, HttpBounds bounds) {}
