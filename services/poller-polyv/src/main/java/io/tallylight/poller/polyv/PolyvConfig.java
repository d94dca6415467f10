package io.tallylight.poller.polyv;

import io.tallylight.poller.Quota;
import io.tallylight.runtime.Env;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Everything that an operator can set on poller-polyv alone.
 *
 * @param zone whose calendar days the provider counts by; it documents none
 * @param leastRest how long at least a day is left alone between two readings, whatever the targets file says
 * @param block how long the whole host rests after it has shut us out
 * @param quota requests that one account may make; the provider allows 1500 in 10 seconds to all accounts of one address
 * @param address requests that all accounts of this process may make together
 * @param heldDays how far back the provider answers; it documents none, and while it is empty nothing is given up
 */
record PolyvConfig(
        URI api,
        ZoneId zone,
        Duration leastRest,
        Duration block,
        Quota quota,
        Quota address,
        Optional<Integer> heldDays) {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int MOST_REQUESTS = 1500;

    /** A day that is gone before its last reading, on the third day after it, could never be FINAL. */
    private static final Pattern HELD_DAYS = Pattern.compile("[3-9]|[1-9]\\d{1,3}");

    static PolyvConfig from(Env env) {
        return new PolyvConfig(
                env.uri("POLYV_API", URI.create("https://api.polyv.net")),
                env.zone("POLYV_ZONE", ZoneId.of("Asia/Shanghai")),
                env.duration("POLYV_LEAST_REST", Duration.ofMinutes(30)),
                env.duration("POLYV_BLOCK", Duration.ofMinutes(5)),
                new Quota(env.integer("POLYV_REQUESTS_PER_10S", 100, 1, MOST_REQUESTS), WINDOW),
                new Quota(env.integer("POLYV_ADDRESS_REQUESTS_PER_10S", 1000, 1, MOST_REQUESTS), WINDOW),
                Optional.of(env.matching("POLYV_HELD_DAYS", "", HELD_DAYS, "days from 3 to 9999, or nothing"))
                        .filter(days -> !days.isEmpty())
                        .map(Integer::valueOf));
    }
}
