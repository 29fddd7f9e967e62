package dev.zta.server.operator;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/**
 * What the operator asks of accounts, sites and keys (contract: cli, {@code zta user}, {@code site}, {@code key}); the body of
 * {@code POST /api/operator/acts}, with the name of the act beside its fields.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "act")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OperatorAct.AddUser.class, name = "user.add"),
    @JsonSubTypes.Type(value = OperatorAct.ListUsers.class, name = "user.list"),
    @JsonSubTypes.Type(value = OperatorAct.SetPassword.class, name = "user.password"),
    @JsonSubTypes.Type(value = OperatorAct.SetDisabled.class, name = "user.disable"),
    @JsonSubTypes.Type(value = OperatorAct.ShowPlan.class, name = "user.plan"),
    @JsonSubTypes.Type(value = OperatorAct.GivePlan.class, name = "user.plan.give"),
    @JsonSubTypes.Type(value = OperatorAct.AddSite.class, name = "site.add"),
    @JsonSubTypes.Type(value = OperatorAct.RemoveSite.class, name = "site.remove"),
    @JsonSubTypes.Type(value = OperatorAct.ListSites.class, name = "site.list"),
    @JsonSubTypes.Type(value = OperatorAct.FindSite.class, name = "site.find"),
    @JsonSubTypes.Type(value = OperatorAct.FindOrAddSite.class, name = "site.find-or-add"),
    @JsonSubTypes.Type(value = OperatorAct.AddKey.class, name = "key.add"),
    @JsonSubTypes.Type(value = OperatorAct.ListKeys.class, name = "key.list"),
    @JsonSubTypes.Type(value = OperatorAct.RevokeKey.class, name = "key.revoke")
})
public sealed interface OperatorAct {
    /** Makes an account. */
    record AddUser(String email, Optional<String> name, String password) implements OperatorAct {
        @Override
        public String toString() {
            return "AddUser";
        }
    }

    /** All accounts, oldest first. */
    record ListUsers() implements OperatorAct {}

    /**
     * Gives somebody another password.
     *
     * @param user e-mail address or id
     */
    record SetPassword(String user, String password, boolean dropsSecondFactor) implements OperatorAct {
        @Override
        public String toString() {
            return "SetPassword";
        }
    }

    /**
     * Lets somebody in no more, or again.
     *
     * @param user e-mail address or id
     */
    record SetDisabled(String user, boolean isDisabled) implements OperatorAct {}

    /**
     * Shows somebody's plan.
     *
     * @param user e-mail address or id
     */
    record ShowPlan(String user) implements OperatorAct {}

    /**
     * Gives somebody a plan without payment.
     *
     * @param user e-mail address or id
     * @param plan its code
     */
    record GivePlan(String user, String plan) implements OperatorAct {}

    /**
     * Makes a site.
     *
     * @param timezone empty: UTC
     * @param owner e-mail address or id; empty: the oldest account
     */
    record AddSite(String domain, Optional<String> timezone, Optional<String> owner) implements OperatorAct {}

    /**
     * Deletes a site.
     *
     * @param site domain or id
     */
    record RemoveSite(String site) implements OperatorAct {}

    /** All sites, oldest first. */
    record ListSites() implements OperatorAct {}

    /**
     * Shows a site.
     *
     * @param site domain or id
     */
    record FindSite(String site) implements OperatorAct {}

    /**
     * Shows a site, for which a log is imported; makes it where there is none, to keep its data for ever (contract: cli,
     * {@code --create-site}).
     *
     * @param site domain or id
     * @param timezone of a new one; empty: UTC
     */
    record FindOrAddSite(String site, Optional<String> timezone) implements OperatorAct {}

    /**
     * Makes a key.
     *
     * @param site the only one it reaches, by domain or id; empty: all of its user's
     * @param user as whom it acts, by e-mail address or id; empty: the site's owner, else the oldest account
     * @param days for how many it holds; empty: for ever
     */
    record AddKey(String name, String scope, Optional<String> site, Optional<String> user, Optional<Integer> days)
            implements OperatorAct {}

    /**
     * Lists keys.
     *
     * @param user only this one's, by e-mail address or id
     */
    record ListKeys(Optional<String> user) implements OperatorAct {}

    /** Revokes a key. */
    record RevokeKey(String id) implements OperatorAct {}
}
