package dev.zta.server.sites;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.naming.Context;
import javax.naming.InterruptedNamingException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.ServiceUnavailableException;
import javax.naming.TimeLimitExceededException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/** Looks up TXT records of the DNS, through the resolver that comes with Java. Blocks for at most five seconds. */
final class TxtRecords {
    private static final String TXT = "TXT";

    /** Waits so long for the first answer of each name server, and twice as long for the second. */
    private static final String FIRST_WAIT_MILLIS = "1600";

    private static final String TRIES = "2";

    /** Over all name servers and tries (contract: sites, "resolver failed or timed out (5 s)"). */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final List<String> nameServers;
    private final Patience patience;

    /** How long is waited for a lookup, which is ended then. */
    @FunctionalInterface
    interface Patience {
        List<String> await(Future<List<String>> lookup)
                throws InterruptedException, ExecutionException, TimeoutException;
    }

    /**
     * A resolver.
     *
     * @param nameServers host and port of each name server; empty: those of the machine
     */
    TxtRecords(List<String> nameServers) {
        this(nameServers, lookup -> lookup.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** A resolver that waits in another way. */
    TxtRecords(List<String> nameServers, Patience patience) {
        this.nameServers = nameServers;
        this.patience = patience;
    }

    /**
     * The records of a name, each with its parts joined.
     *
     * @throws NamingException when no name server answers in time
     */
    List<String> of(String name) throws NamingException {
        FutureTask<List<String>> lookup = new FutureTask<>(() -> lookUp(name));
        Thread.ofVirtual().name("dns").start(lookup);
        try {
            return patience.await(lookup);
        } catch (TimeoutException _) {
            throw new TimeLimitExceededException();
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedNamingException();
        } finally {
            lookup.cancel(true);
        }
    }

    private static NamingException failed(@Nullable Throwable cause) {
        return cause instanceof NamingException refused ? refused : new ServiceUnavailableException();
    }

    @SuppressWarnings("BanJNDI") // the DNS provider makes texts of records and no objects; the name is a checked domain
    private List<String> lookUp(String name) throws NamingException {
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
        environment.put(Context.PROVIDER_URL, providers());
        environment.put("com.sun.jndi.dns.timeout.initial", FIRST_WAIT_MILLIS);
        environment.put("com.sun.jndi.dns.timeout.retries", TRIES);
        return environment;
    }

    private String providers() {
        return nameServers.isEmpty()
                ? "dns://"
                : nameServers.stream().map(server -> "dns://" + server).collect(Collectors.joining(" "));
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
