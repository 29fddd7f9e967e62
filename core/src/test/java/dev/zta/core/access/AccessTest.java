package dev.zta.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zta.core.site.Exclusions;
import dev.zta.core.site.Site;
import dev.zta.core.site.SiteId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract: api-keys, "Scope by endpoint group", "Site-limited keys", "Order of checks"; teams, "Role by endpoint group". */
class AccessTest {
    private static final SiteId OWN = new SiteId("site_own00000000");
    private static final SiteId OTHER = new SiteId("site_other000000");
    private static final Map<String, Role> MEMBERS =
            Map.of("admin", Role.ADMIN, "member", Role.MEMBER, "viewer", Role.VIEWER);

    private static final String TOKEN = "401 Invalid or expired token";
    private static final String READ_ONLY = "403 Insufficient permissions. This key has read-only access.";
    private static final String WRITE_ONLY = "403 Insufficient permissions. This key has write access only.";
    private static final String LOGIN_NEEDED = "403 This endpoint requires a login token";
    private static final String LIMITED = "403 This API key is limited to one site";
    private static final String CANNOT = "403 This API key cannot access site_other000000";
    private static final String DENIED = "403 Access denied";
    private static final String SUBSCRIPTION = "403 Subscription required. Upgrade to continue.";

    private final Access access = new Access(
            id -> List.of(OWN, OTHER).contains(id) ? Optional.of(site(id)) : Optional.empty(),
            (site, user) -> site.equals(OWN) ? Optional.ofNullable(MEMBERS.get(user)) : Optional.empty());

    /** What every action answers to each kind of caller who names the site {@code OWN}, if any, before parameters. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // action | nobody | login | read key | write key | admin key | admin key limited to OWN
                "OPEN_PAGE         | ok    | ok | ok    | ok    | ok | ok",
                "READ_HEALTH       | ok    | ok | ok    | ok    | ok | ok",
                "TRACK             | ok    | ok | read  | ok    | ok | ok",
                "REGISTER          | ok    | ok | ok    | ok    | ok | ok",
                "LOG_IN            | ok    | ok | ok    | ok    | ok | ok",
                "LOG_OUT           | token | ok | login | login | login | login",
                "LIST_SITES        | token | ok | ok    | ok    | ok | ok",
                "CREATE_SITE       | token | ok | read  | write | ok | limited",
                "READ_SITE         | token | ok | ok    | ok    | ok | ok",
                "UPDATE_SITE       | token | ok | read  | write | ok | ok",
                "DELETE_SITE       | token | ok | read  | write | ok | ok",
                "LIST_KEYS         | token | ok | read  | write | ok | ok",
                "CREATE_KEY        | token | ok | read  | write | ok | ok",
                "REVOKE_KEY        | token | ok | read  | write | ok | ok",
                "LIST_TEAM         | token | ok | read  | write | ok | ok",
                "INVITE            | token | ok | read  | write | ok | ok",
                "CHANGE_ROLE       | token | ok | read  | write | ok | ok",
                "REMOVE_MEMBER     | token | ok | read  | write | ok | ok",
                "ANSWER_INVITATION | token | ok | login | login | login | login",
                "TRANSFER_SITE     | token | ok | login | login | login | login",
                "CONFIRM_TRANSFER  | token | ok | login | login | login | login",
                "CANCEL_TRANSFER   | token | ok | login | login | login | login",
                "SEE_INVITATION    | ok    | ok | ok    | ok    | ok | ok",
                "REFRESH_TOKEN     | token | ok | login | login | login | login",
                "FORGET_PASSWORD   | ok    | ok | ok    | ok    | ok | ok",
                "RESET_PASSWORD    | ok    | ok | ok    | ok    | ok | ok",
                "CHANGE_PASSWORD   | token | ok | login | login | login | login",
                "CHANGE_SECOND_FACTOR | token | ok | login | login | login | login",
                "PASS_SECOND_FACTOR | ok    | ok | ok    | ok    | ok | ok",
                "LOG_IN_ELSEWHERE  | ok    | ok | ok    | ok    | ok | ok",
                "LINK_PROVIDER     | token | ok | login | login | login | login",
                "LIST_SESSIONS     | token | ok | read  | write | ok | limited",
                "END_SESSIONS      | token | ok | read  | write | ok | limited",
                "READ_ACCOUNT      | token | ok | read  | write | ok | limited",
                "CHANGE_PROFILE    | token | ok | read  | write | ok | limited",
                "CONFIRM_EMAIL     | ok    | ok | ok    | ok    | ok | ok",
                "ASK_TO_CONFIRM_EMAIL | token | ok | login | login | login | login",
                "EXPORT_ACCOUNT    | token | ok | read  | write | ok | limited",
                "DELETE_ACCOUNT    | token | ok | login | login | login | login",
                "RENAME_KEY        | token | ok | read  | write | ok | ok",
                "READ_ACTIVITY     | token | ok | read  | write | ok | ok",
                "EXPORT_ACTIVITY   | token | ok | read  | write | ok | ok",
                "DOWNLOAD_EXPORT   | ok    | ok | ok    | ok    | ok | ok",
                "MANAGE_SHARES     | token | ok | read  | write | ok | ok",
                "READ_PUBLIC_STATS | ok    | ok | ok    | ok    | ok | ok",
                "MANAGE_BILLING    | token | ok | read  | write | ok | limited",
                "TELL_OF_PAYMENT   | ok    | ok | ok    | ok    | ok | ok",
                "LOG_IN_ELSEWHERE  | ok    | ok | ok    | ok    | ok | ok",
                "LINK_PROVIDER     | token | ok | login | login | login | login",
                "EXPORT_SITE       | token | ok | ok    | ok    | ok | ok",
                "VERIFY_SITE       | token | ok | read  | write | ok | ok",
                "SEE_OWN_ADDRESS   | token | ok | read  | write | ok | ok",
                "READ_STATS        | token | ok | ok    | ok    | ok | ok",
                "QUERY_STATS       | key   | ok | ok    | ok    | ok | ok",
                "READ_OVERVIEW     | token | ok | ok    | ok    | ok | ok",
                "READ_REALTIME     | token | ok | ok    | ok    | ok | ok",
                "READ_COMPLETENESS | token | ok | ok    | ok    | ok | ok",
                "EXPORT_DATA       | token | ok | ok    | ok    | ok | ok",
                "LIST_SEGMENTS     | token | ok | ok    | ok    | ok | ok",
                "CREATE_SEGMENT    | token | ok | read  | ok    | ok | ok",
                "CHANGE_SEGMENT    | token | ok | read  | ok    | ok | ok",
                "DELETE_SEGMENT    | token | ok | read  | write | ok | ok",
                "MANAGE_SEGMENTS   | token | ok | read  | ok    | ok | ok",
                "IMPORT            | token | ok | read  | ok    | ok | ok",
                "OPERATE           | token | denied | denied | denied | denied | denied",
            })
    void each_action_lets_in_whom_the_scope_table_names(
            Action action, String nobody, String login, String read, String write, String admin, String limited) {
        assertThat(admit(Principal.NOBODY, action)).isEqualTo(text(nobody));
        assertThat(admit(login("owner"), action)).isEqualTo(text(login));
        assertThat(admit(key("owner", Scope.READ), action)).isEqualTo(text(read));
        assertThat(admit(key("owner", Scope.WRITE), action)).isEqualTo(text(write));
        assertThat(admit(key("owner", Scope.ADMIN), action)).isEqualTo(text(admin));
        assertThat(admit(limitedKey("owner"), action)).isEqualTo(text(limited));
    }

    @Test
    void the_table_above_has_a_row_for_every_action() throws NoSuchMethodException {
        CsvSource table = AccessTest.class
                .getDeclaredMethod(
                        "each_action_lets_in_whom_the_scope_table_names",
                        Action.class,
                        String.class,
                        String.class,
                        String.class,
                        String.class,
                        String.class,
                        String.class)
                .getAnnotation(CsvSource.class);
        Set<String> rows = Arrays.stream(table.value())
                .map(row -> row.substring(0, row.indexOf('|')).strip())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> actions =
                EnumSet.allOf(Action.class).stream().map(Action::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows).isEqualTo(actions);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void the_operator_may_do_everything(Action action) {
        assertThat(admit(new Principal.Operator(), action)).isEqualTo("ok");
        assertThat(access.site(new Principal.Operator(), action, OWN.value()).role())
                .isEqualTo(Role.OWNER);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void a_limited_key_reaches_no_other_site_and_is_told_so_whether_that_exists_or_not(Action action) {
        String refusal = admit(limitedKey("owner"), action, OTHER.value());
        switch (action.caller()) {
            case LOGIN -> assertThat(refusal).isEqualTo(LOGIN_NEEDED);
            case OPERATOR -> assertThat(refusal).isEqualTo(DENIED);
            default -> assertThat(refusal).isEqualTo(action.target() == Action.Target.ACCOUNT ? LIMITED : CANNOT);
        }
        if (action.target() == Action.Target.SITE && action.caller() != Action.Caller.LOGIN) {
            assertThat(admit(limitedKey("owner"), action, "no such site"))
                    .isEqualTo("403 This API key cannot access no such site");
            assertThat(reach(limitedKey("owner"), action, OTHER.value())).isEqualTo(CANNOT);
        }
    }

    @Test
    void a_limited_key_is_held_to_every_site_that_a_request_names() {
        assertThat(outcome(() ->
                        access.admit(limitedKey("owner"), Action.READ_STATS, List.of(OWN.value(), OTHER.value()))))
                .isEqualTo(CANNOT);
    }

    @Test
    void a_limited_key_must_name_its_site_where_the_whole_account_would_be_meant_otherwise() {
        assertThat(outcome(() -> access.admit(limitedKey("owner"), Action.CREATE_KEY, List.of())))
                .isEqualTo(LIMITED);
    }

    @Test
    void scope_is_said_before_the_site_limit() {
        Principal key = new Principal.Key("key_1", "owner", Scope.READ, Optional.of(OWN));
        assertThat(admit(key, Action.IMPORT, OTHER.value())).isEqualTo(READ_ONLY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // action | owner | admin | member | viewer | stranger and unknown site
                "READ_SITE         | ok | ok | ok     | ok     | 404 Site not found",
                "LIST_KEYS         | ok | ok | denied | denied | 404 Site not found",
                "CREATE_KEY        | ok | ok | ok     | ok     | 404 Site not found",
                "READ_STATS        | ok | ok | ok     | ok     | 403 Access denied",
                "QUERY_STATS       | ok | ok | ok     | ok     | 403 Access denied. Site not found or unauthorized.",
                "READ_REALTIME     | ok | ok | ok     | ok     | 403 Access denied",
                "READ_COMPLETENESS | ok | ok | ok     | ok     | 403 Access denied",
                "EXPORT_DATA       | ok | ok | ok     | denied | 403 Access denied",
                "LIST_SEGMENTS     | ok | ok | ok     | ok     | 403 Access denied",
                "CREATE_SEGMENT    | ok | ok | ok     | denied | 403 Access denied",
                "MANAGE_SEGMENTS   | ok | ok | denied | denied | 403 Access denied",
                "IMPORT            | ok | ok | import | import | 403 Site not found or access denied",
            })
    void each_role_may_do_on_a_site_what_the_role_table_says_with_a_login_and_with_a_key(
            Action action, String owner, String admin, String member, String viewer, String stranger) {
        Map<String, String> expected =
                Map.of("owner", text(owner), "admin", text(admin), "member", text(member), "viewer", text(viewer));
        expected.forEach((user, answer) -> {
            assertThat(reach(login(user), action, OWN.value())).isEqualTo(answer);
            assertThat(reach(key(user, Scope.ADMIN), action, OWN.value())).isEqualTo(answer);
        });
        for (String named : List.of("site_unknown0000", "x", "site_<script>", "")) {
            assertThat(reach(login("owner"), action, named)).isEqualTo(stranger);
        }
        assertThat(reach(login("stranger"), action, OWN.value())).isEqualTo(stranger);
        assertThat(reach(login("viewer"), action, OTHER.value())).isEqualTo(stranger);
    }

    /** Contract: auth, "canAccess false". */
    @Test
    void without_a_subscription_one_looks_after_the_account_pays_or_leaves() {
        assertThat(Arrays.stream(Action.values()).filter(action -> !action.isOpen() && !action.needsSubscription()))
                .containsExactlyInAnyOrder(
                        Action.READ_OVERVIEW,
                        Action.READ_ACCOUNT,
                        Action.CHANGE_PROFILE,
                        Action.LIST_SESSIONS,
                        Action.END_SESSIONS,
                        Action.LOG_OUT,
                        Action.REFRESH_TOKEN,
                        Action.CHANGE_PASSWORD,
                        Action.CHANGE_SECOND_FACTOR,
                        Action.MANAGE_BILLING,
                        Action.EXPORT_ACCOUNT,
                        Action.DELETE_ACCOUNT,
                        Action.OPERATE);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void the_account_of_the_site_s_owner_counts_and_elsewhere_that_of_the_caller(Action action) {
        String without = action.needsSubscription() ? SUBSCRIPTION : "ok";
        Access owners = accessWithout("owner");
        Access admins = accessWithout("admin");
        if (action.role().isPresent()) {
            assertThat(outcome(() -> owners.site(login("owner"), action, OWN.value())))
                    .isEqualTo(without);
            assertThat(outcome(() -> admins.site(login("owner"), action, OWN.value())))
                    .isEqualTo("ok");
        }
        if (action.target() != Action.Target.SITE && action.caller() != Action.Caller.OPERATOR) {
            assertThat(outcome(() -> owners.admit(login("owner"), action, List.of())))
                    .isEqualTo(without);
            assertThat(outcome(() -> admins.admit(login("owner"), action, List.of())))
                    .isEqualTo("ok");
        }
        assertThat(outcome(() -> owners.site(new Principal.Operator(), action, OWN.value())))
                .isEqualTo("ok");
    }

    @Test
    void naming_a_site_helps_nobody_where_none_is_asked_for() {
        assertThat(outcome(() -> accessWithout("admin").admit(login("admin"), Action.REVOKE_KEY, List.of(OWN.value()))))
                .isEqualTo(SUBSCRIPTION);
    }

    @Test
    void a_role_that_is_too_small_is_said_before_the_subscription() {
        assertThat(outcome(() -> accessWithout("owner").site(login("viewer"), Action.UPDATE_SITE, OWN.value())))
                .isEqualTo(DENIED);
    }

    private static Access accessWithout(String user) {
        return new Access(
                id -> OWN.equals(id) ? Optional.of(site(id)) : Optional.empty(),
                (_, member) -> Optional.ofNullable(MEMBERS.get(member)),
                asked -> !asked.equals(user));
    }

    @Test
    void a_site_is_granted_together_with_the_role_on_it() {
        SiteGrant grant = access.site(login("member"), Action.READ_STATS, OWN.value());
        assertThat(grant).isEqualTo(new SiteGrant(site(OWN), Role.MEMBER));
    }

    @Test
    void a_site_is_never_granted_to_nobody() {
        assertThatThrownBy(() -> access.site(Principal.NOBODY, Action.TRACK, OWN.value()))
                .isInstanceOf(AccessRefusedException.class);
    }

    private String admit(Principal principal, Action action) {
        return admit(principal, action, OWN.value());
    }

    private String admit(Principal principal, Action action, String siteNamed) {
        return outcome(() -> access.admit(principal, action, List.of(siteNamed)));
    }

    private String reach(Principal principal, Action action, String siteNamed) {
        return outcome(() -> access.site(principal, action, siteNamed));
    }

    private static String outcome(Runnable call) {
        try {
            call.run();
            return "ok";
        } catch (AccessRefusedException e) {
            return e.refusal().status() + " " + e.refusal().error();
        }
    }

    private static String text(String shorthand) {
        return switch (shorthand) {
            case "token" -> TOKEN;
            case "key" -> "401 API key required. Use Authorization: Bearer <api_key>";
            case "read" -> READ_ONLY;
            case "write" -> WRITE_ONLY;
            case "login" -> LOGIN_NEEDED;
            case "limited" -> LIMITED;
            case "denied" -> DENIED;
            case "import" -> "403 Site not found or access denied";
            default -> shorthand;
        };
    }

    private static Principal login(String user) {
        return new Principal.Login(user, "sess_1");
    }

    private static Principal key(String user, Scope scope) {
        return new Principal.Key("key_1", user, scope, Optional.empty());
    }

    private static Principal limitedKey(String user) {
        return new Principal.Key("key_1", user, Scope.ADMIN, Optional.of(OWN));
    }

    private static Site site(SiteId id) {
        return new Site(
                id,
                id.equals(OWN) ? "owner" : "somebody else",
                "example.org",
                "example.org",
                ZoneOffset.UTC,
                Exclusions.NONE,
                OptionalInt.empty(),
                false,
                Instant.EPOCH);
    }
}
