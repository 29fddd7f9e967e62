package dev.zta.server.http;

/** Whether a caller may do what a route is for: credential wanted, scope, site limit (contract: api-keys, "Order of checks"). */
public interface Authorizer {
    /**
     * Lets the call through or refuses it. Role and visibility of a site are the handler's later steps, since parameters are
     * checked before them.
     *
     * @throws dev.zta.core.access.AccessRefusedException 401 without a credential that is needed; 403 for scope and site limit
     */
    void authorize(Call call, Route route);
}
