package io.tallylight.poller.huawei;

import io.tallylight.runtime.Env;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an operator can set on poller-huawei beside what every poller has.
 *
 * @param api the Live endpoint of the project's region, such as https://live.ap-southeast-3.myhuaweicloud.com
 * @param regions whose signals are asked for; the provider's default, master, is not sent
 * @param settle how long a signal may take to arrive before its time is asked for
 * @param overlap how long what was read is read again, because the provider documents no delay
 * @param lead how much earlier than the open time a request begins, in case the provider selects by arrival
 * @param longestWindow a longer time is asked for in parts; the provider documents no limit
 * @param held how far back the provider answers; it documents none, and while it is empty nothing is given up
 * @param breakWithin how long a break without a planned end is awaited to end
 */
record HuaweiConfig(
        URI api,
        URI iam,
        Regions regions,
        Duration settle,
        Duration overlap,
        Duration lead,
        Duration longestWindow,
        int requestsPerMinute,
        Optional<Duration> held,
        Duration breakWithin) {

    /** The provider's region_type. */
    enum Regions {
        MASTER,
        SLAVE,
        ALL
    }

    /** The provider's own limit is 80 a minute, for the user and for the API. */
    private static final int MOST_REQUESTS = 80;

    private static final Pattern HELD = Pattern.compile("P[1-9]\\d{0,4}D|PT[1-9]\\d{0,5}H");

    static HuaweiConfig from(Env env) {
        return new HuaweiConfig(
                env.uri("HUAWEI_API"),
                env.uri("HUAWEI_IAM_API", URI.create("https://iam.myhuaweicloud.com")),
                env.choice("HUAWEI_REGION_TYPE", Regions.MASTER),
                env.duration("HUAWEI_SETTLE", Duration.ofSeconds(60)),
                env.duration("HUAWEI_OVERLAP", Duration.ofMinutes(10)),
                env.duration("HUAWEI_LEAD", Duration.ofSeconds(60)),
                env.duration("HUAWEI_LONGEST_WINDOW", Duration.ofHours(24)),
                env.integer("HUAWEI_REQUESTS_PER_MINUTE", 60, 1, MOST_REQUESTS),
                Optional.of(env.matching("HUAWEI_HELD", "", HELD, "days or hours such as P30D or PT36H, or nothing"))
                        .filter(held -> !held.isEmpty())
                        .map(Duration::parse),
                env.duration("HUAWEI_BREAK_WITHIN", Duration.ofMinutes(30)));
    }
}
