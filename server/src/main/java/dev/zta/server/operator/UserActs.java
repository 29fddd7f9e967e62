package dev.zta.server.operator;

import dev.zta.core.account.Plan;
import dev.zta.core.account.Standing;
import dev.zta.core.account.User;
import dev.zta.core.mail.Mail;
import dev.zta.core.mail.MailTemplate;
import dev.zta.core.mail.Mailer;
import dev.zta.server.accounts.AccountUseCases;
import dev.zta.server.activity.ActivityRecorder.Circumstances;
import dev.zta.server.auth.PasswordNotice;
import dev.zta.server.operator.OperatorAct.AddUser;
import dev.zta.server.operator.OperatorAct.GivePlan;
import dev.zta.server.operator.OperatorAct.SetDisabled;
import dev.zta.server.operator.OperatorAct.SetPassword;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code zta user}. */
final class UserActs {
    private final AccountUseCases useCases;
    private final Named named;
    private final PasswordNotice passwordNotice;
    private final Mailer mailer;
    private final InstantSource clock;

    UserActs(AccountUseCases useCases, Named named, PasswordNotice passwordNotice, Mailer mailer, InstantSource clock) {
        this.useCases = useCases;
        this.named = named;
        this.passwordNotice = passwordNotice;
        this.mailer = mailer;
        this.clock = clock;
    }

    Outcome add(AddUser act) {
        User user = useCases.users()
                .add(useCases.users().checked(act.email(), act.password(), act.name()), this::asOperator);
        return Outcome.of(fields(user), user.id() + "  " + user.email());
    }

    Outcome list() {
        return Outcome.list(
                useCases.users().all().stream().map(UserActs::fields).toList());
    }

    Outcome setPassword(SetPassword act) {
        User user = named.user(act.user());
        boolean isDropped =
                useCases.users().setPassword(user, act.password(), act.dropsSecondFactor(), asOperator(user));
        passwordNotice.send(user, clock.instant());
        if (isDropped) {
            mailer.send(Mail.of(MailTemplate.SECOND_FACTOR_DISABLED, user.email()));
        }
        return Outcome.of(fields(user), user.id() + "  " + user.email());
    }

    Outcome setDisabled(SetDisabled act) {
        User user = named.user(act.user());
        useCases.users().setDisabled(user, act.isDisabled());
        return Outcome.of(
                fields(named.user(user.id())), (act.isDisabled() ? "Disabled: " : "Let in again: ") + user.email());
    }

    Outcome showPlan(String emailOrId) {
        User user = named.user(emailOrId);
        return standing(user, useCases.plans().of(user.id()));
    }

    Outcome givePlan(GivePlan act) {
        Plan plan = Plan.of(act.plan()).orElseThrow(() -> Named.refused("There is no plan '" + act.plan() + "'"));
        User user = named.user(act.user());
        return standing(user, useCases.planChoices().give(user.id(), plan, asOperator(user)));
    }

    private static Outcome standing(User user, Standing standing) {
        Map<String, Object> fields = fields(user);
        fields.put("plan", standing.plan().code());
        fields.put("status", standing.status().code());
        fields.put("trialPlan", standing.trialPlan().map(Plan::code));
        String text = user.email() + "  " + standing.limits().code() + "  "
                + standing.status().code();
        return Outcome.of(fields, text);
    }

    private static Map<String, Object> fields(User user) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", user.id());
        fields.put("email", user.email());
        fields.put("name", user.name());
        fields.put("disabled", user.disabled());
        fields.put("createdAt", user.createdAt().toString());
        return fields;
    }

    private Circumstances asOperator(User user) {
        return useCases.activity().byOperator(user.id(), clock.instant());
    }
}
