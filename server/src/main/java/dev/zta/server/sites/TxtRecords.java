package dev.zta.server.sites;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** Looks up TXT records of the DNS, through the resolver that comes with Java. Blocks for at most five seconds. */
final class TxtRecords {
    private static final String TXT = "TXT";

    /** Waits so long for the first answer, and twice as long for the second. */
    private static final String FIRST_WAIT_MILLIS = "1600";

    private static final String TRIES = "2";

    private final Optional<String> nameServer;

    /**
     * A resolver.
     *
     * @param nameServer host and port of a name server; empty: those of the machine
     */
    TxtRecords(Optional<String> nameServer) {
        this.nameServer = nameServer;
    }

    /**
     * The records of a name, each with its parts joined.
     *
     * @throws NamingException when no name server answers
     */
    @SuppressWarnings("BanJNDI") // the DNS provider makes texts of records and no objects; the name is a checked domain
    List<String> of(String name) throws NamingException {
        InitialDirContext context = new InitialDirContext(environment());
        try {
            Attribute found =
                    context.getAttributes(name + ".", new String[] {TXT}).get(TXT);
            return found == null ? List.of() : joined(found);
        } catch (NameNotFoundException _) {
            return List.of();
        } finally {
            context.close();
        }
    }

    @SuppressWarnings("JdkObsolete") // the interface of 1997 takes nothing else
    private Hashtable<String, String> environment() {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, "dns://" + nameServer.orElse(""));
        environment.put("com.sun.jndi.dns.timeout.initial", FIRST_WAIT_MILLIS);
        environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
        return environment;
    }

    private static List<String> joined(Attribute found) throws NamingException {
        List<String> records = new ArrayList<>();
        for (Object value : Collections.list(found.getAll())) {
            records.add(joined(String.valueOf(value)));
        }
        return records;
    }

    /** Java puts a space between the parts of a record, and a part that has a space itself into quotes. */
    private static String joined(String text) {
        return text.contains("\"") ? text : text.replace(" ", "");
    }
}
