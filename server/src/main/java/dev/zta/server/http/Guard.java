package dev.zta.server.http;

/**
 * What stands between a request and the handler of a guarded route.
 *
 * @param authenticator who is asking
 * @param limit whether they may ask now
 * @param authorizer whether they may ask this
 */
public record Guard(Authenticator authenticator, RequestLimit limit, Authorizer authorizer) {}
