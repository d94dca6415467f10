package io.tallylight.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The name under which Kafka knows a process again after its restart; two that run at once never share one. */
final class InstanceName {

    private static final Logger log = LoggerFactory.getLogger(InstanceName.class);

    /** Kafka's rule for group.instance.id, with room for the number of a thread. */
    private static final Pattern FORM = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,200}");

    private InstanceName() {}

    /** A process on any free port has no name of its own unless it is given one. */
    static Optional<String> from(Env env, int opsPort) {
        String given =
                env.matching("INSTANCE", "", FORM, "letters, digits, dots, underscores and hyphens, 200 at most");
        if (!given.isEmpty()) {
            return Optional.of(given);
        }
        return opsPort == 0 ? Optional.empty() : of(host(), opsPort);
    }

    /** Every machine that nobody named is called localhost. */
    static Optional<String> of(String host, int opsPort) {
        String allowed = host.replaceAll("[^a-zA-Z0-9._-]", "_");
        String bounded = allowed.substring(0, Math.min(190, allowed.length()));
        return host.isEmpty() || host.startsWith("localhost") ? Optional.empty() : Optional.of(bounded + "-" + opsPort);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            log.warn("This host does not know its name: set INSTANCE, so that a restart need not wait", nameless);
            return "";
        }
    }
}
