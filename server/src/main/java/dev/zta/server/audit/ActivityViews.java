package dev.zta.server.audit;

import dev.zta.core.activity.Act;
import dev.zta.core.activity.ActivityEntry;
import dev.zta.core.activity.Actor;
import dev.zta.core.activity.Metadata;
import dev.zta.core.activity.Target;
import java.util.LinkedHashMap;
import java.util.Map;

/** How entries are shown, field by field in the contract's order. */
final class ActivityViews {
    private ActivityViews() {}

    static Map<String, Object> of(ActivityEntry entry) {
        Act act = entry.act();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", entry.id());
        view.put("timestamp", act.at());
        view.put("type", act.action().type().code());
        view.put("action", act.action().code());
        act.actor().ifPresent(actor -> view.put("actor", of(actor)));
        act.target().ifPresent(target -> view.put("target", of(target)));
        view.put("metadata", metadata(act));
        act.origin().ifPresent(origin -> {
            view.put("ipAddress", origin.maskedAddress());
            view.put("userAgent", origin.device());
        });
        return view;
    }

    private static Map<String, Object> of(Actor actor) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", actor.id());
        view.put("email", actor.email());
        view.put("name", actor.name());
        return view;
    }

    private static Map<String, Object> of(Target target) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", target.type());
        target.id().ifPresent(id -> view.put("id", id));
        target.name().ifPresent(name -> view.put("name", name));
        target.email().ifPresent(email -> view.put("email", email));
        return view;
    }

    private static Map<String, Object> metadata(Act act) {
        Map<String, Object> view = new LinkedHashMap<>();
        act.metadata().fields().forEach(field -> view.put(field.name(), plain(field.value())));
        act.site().ifPresent(site -> view.put("siteId", site.value()));
        return view;
    }

    private static Object plain(Metadata.Value value) {
        return switch (value) {
            case Metadata.Value.Text text -> text.text();
            case Metadata.Value.Whole whole -> whole.number();
            case Metadata.Value.Decimal decimal -> decimal.number();
            case Metadata.Value.Flag flag -> flag.isSet();
            case Metadata.Value.Texts texts -> texts.texts();
        };
    }
}
