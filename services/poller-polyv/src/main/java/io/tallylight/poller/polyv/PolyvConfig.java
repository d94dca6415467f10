package io.tallylight.poller.polyv;

import io.tallylight.poller.Quota;
import io.tallylight.runtime.Env;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;

/**
 * Everything that an operator can set on poller-polyv alone.
 *
 * @param zone whose calendar days the provider counts by; it documents none
 * @param leastRest how long at least a day is left alone between two readings, whatever the targets file says
 * @param block how long the whole host rests after it has shut us out
 * @param quota requests that one account may make; the provider allows 1500 in 10 seconds to all accounts of one address
 */
record PolyvConfig(URI api, ZoneId zone, Duration leastRest, Duration block, Quota quota) {

    static PolyvConfig from(Env env) {
        return new PolyvConfig(
                env.uri("POLYV_API", URI.create("https://api.polyv.net")),
                env.zone("POLYV_ZONE", ZoneId.of("Asia/Shanghai")),
                env.duration("POLYV_LEAST_REST", Duration.ofMinutes(30)),
                env.duration("POLYV_BLOCK", Duration.ofMinutes(5)),
                new Quota(env.integer("POLYV_REQUESTS_PER_10S", 100, 1, 1500), Duration.ofSeconds(10)));
    }
}
