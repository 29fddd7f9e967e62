package dev.zta.server.track;

import dev.zta.core.collect.Agent;
import dev.zta.core.collect.AgentReader;
import dev.zta.core.collect.Arrival;
import dev.zta.core.collect.ClientAddress;
import dev.zta.core.collect.Domains;
import dev.zta.core.collect.SiteRules;
import dev.zta.core.event.Place;
import dev.zta.core.identity.DaySalt;
import dev.zta.core.identity.SaltVault;
import dev.zta.core.site.Site;
import dev.zta.core.tally.DropReason;
import dev.zta.server.geo.Places;
import dev.zta.server.http.Call;
import java.time.Instant;
import java.util.Optional;

/** Says of each event how it arrived: who, with what, from where, on which day. Thread-safe. */
public final class Arrivals {
    private final OpenSites sites;
    private final SaltVault salts;
    private final AgentReader agents;
    private final Places places;

    public Arrivals(SaltVault salts, AgentReader agents, Places places, Domains referrerSpam) {
        sites = new OpenSites(referrerSpam);
        this.salts = salts;
        this.agents = agents;
        this.places = places;
    }

    /** Makes ready for the events of one call. */
    OfCall of(Call call, Site site, boolean isTrusted) {
        return new OfCall(call, site, isTrusted);
    }

    /** The arrivals of one call; what all of its events share is found once. */
    final class OfCall {
        private final Call call;
        private final OpenSites.OpenSite site;
        private final DaySalt salt;
        private final boolean isTrusted;
        private final boolean isBrowser;
        private final Arrival ofCaller;

        OfCall(Call call, Site registered, boolean isTrusted) {
            this.call = call;
            this.isTrusted = isTrusted;
            Instant now = call.receivedAt();
            site = sites.at(registered, now);
            salt = salts.saltFor(registered.id(), site.day());
            isBrowser = call.header("Origin").isPresent();
            ofCaller = ofCaller();
        }

        private Arrival ofCaller() {
            Agent agent = agents.read(call.header("User-Agent").orElse(""));
            String address = ClientAddress.of(call.clientAddress()).orElseGet(call::clientAddress);
            Place place = agent.bot().isPresent() ? Place.UNKNOWN : places.of(call, address);
            Arrival.Caller caller = isBrowser ? Arrival.Caller.BROWSER : Arrival.Caller.SERVER;
            return arrival(address, agent, caller, place, exclusion(call.clientAddress(), place));
        }

        /**
         * How an event arrived.
         *
         * @return nothing when it names a visitor by something that is no address
         */
        Optional<Arrival> of(Element element) {
            boolean isNamed = isTrusted
                    && (element.clientIp().isPresent()
                            || element.clientUserAgent().isPresent());
            return isNamed ? named(element) : Optional.of(ofCaller);
        }

        private Optional<Arrival> named(Element element) {
            Agent agent = element.clientUserAgent().map(agents::read).orElse(ofCaller.agent());
            if (element.clientIp().isEmpty()) {
                return Optional.of(
                        arrival(ofCaller.address(), agent, ofCaller.caller(), ofCaller.place(), ofCaller.exclusion()));
            }
            Arrival.Caller caller = isBrowser ? Arrival.Caller.BROWSER : Arrival.Caller.SERVER_FOR_VISITOR;
            String whole = element.clientIp().get();
            return ClientAddress.of(whole).map(address -> {
                Place place = places.of(address);
                return arrival(address, agent, caller, place, exclusion(whole, place));
            });
        }

        private Arrival arrival(
                String address, Agent agent, Arrival.Caller caller, Place place, Optional<DropReason> exclusion) {
            return new Arrival(
                    site.rules(), site.day(), salt, call.receivedAt(), address, agent, caller, place, exclusion);
        }

        /** What the site says of a visitor; a page's host is looked at where the origin rule looks at it, too. */
        private Optional<DropReason> exclusion(String wholeAddress, Place place) {
            SiteRules rules = site.rules();
            if (rules.excludesAddress(wholeAddress)) {
                return Optional.of(DropReason.EXCLUDED_IP);
            }
            if (rules.excludesCountry(place)) {
                return Optional.of(DropReason.EXCLUDED_COUNTRY);
            }
            boolean isElsewhere = !isTrusted
                    && call.header("Origin").filter(rules::excludesHostname).isPresent();
            return isElsewhere ? Optional.of(DropReason.EXCLUDED_HOSTNAME) : Optional.empty();
        }
    }
}
