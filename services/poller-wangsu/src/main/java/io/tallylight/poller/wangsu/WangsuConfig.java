package io.tallylight.poller.wangsu;

import io.tallylight.runtime.Env;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * What an operator can set on poller-wangsu beside what every poller has.
 *
 * @param timeZone sent with every request as X-Time-Zone: the zone of its days and of the answer's times
 * @param requests how many in five minutes; the provider's own limit is 300
 * @param heldDays how far back the provider answers: "half a year", 183 days at its sibling calls
 * @param longestDays the longest span of one request
 * @param openWithin a session that ended less than this before the request is still open: the provider cuts at the present
 */
record WangsuConfig(URI api, String timeZone, int requests, int heldDays, int longestDays, Duration openWithin) {

    private static final Pattern TIME_ZONE = Pattern.compile("GMT[+-](0\\d|1[0-4]):00");

    /** A day that is gone before the second midnight after it could never be FINAL. */
    private static final int LEAST_HELD_DAYS = 2;

    static WangsuConfig from(Env env) {
        return new WangsuConfig(
                env.uri("WANGSU_API", URI.create("https://open.chinanetcenter.com")),
                env.matching("WANGSU_TIME_ZONE", "GMT+08:00", TIME_ZONE, "GMT with whole hours, such as GMT+08:00"),
                env.integer("WANGSU_REQUESTS", 240, 1, 300),
                env.integer("WANGSU_HELD_DAYS", 183, LEAST_HELD_DAYS, 3660),
                env.integer("WANGSU_LONGEST_DAYS", 31, 1, 31),
                env.duration("WANGSU_OPEN_WITHIN", Duration.ofSeconds(5)));
    }

    ZoneId zone() {
        return ZoneId.of(timeZone);
    }
}
