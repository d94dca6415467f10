package io.tallylight.poller.scaleengine;

import io.tallylight.poller.Quota;
import io.tallylight.runtime.Env;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * Everything that an operator can set on poller-scaleengine alone.
 *
 * @param zone in which the provider writes and reads times
 * @param overlap how long after its end a minute is read again
 * @param minutesHeld how long the provider keeps figures by the minute
 * @param hoursHeld how long it keeps figures by the hour; older ones are by the day
 * @param empty a failure with such a message says that there were no viewers
 * @param quota requests that one account may make; the provider documents no limit
 */
record ScaleEngineConfig(
        URI api,
        ScaleEngineForm form,
        ZoneId zone,
        Duration overlap,
        Duration minutesHeld,
        Duration hoursHeld,
        Pattern empty,
        Quota quota) {

    static ScaleEngineConfig from(Env env) {
        return new ScaleEngineConfig(
                env.uri("SCALEENGINE_API", URI.create("https://api.scaleengine.net/stable/")),
                env.choice("SCALEENGINE_FORM", ScaleEngineForm.MULTIPART),
                env.zone("SCALEENGINE_ZONE", ZoneOffset.UTC),
                env.duration("SCALEENGINE_OVERLAP", Duration.ofMinutes(15)),
                env.duration("SCALEENGINE_MINUTES_HELD", Duration.ofDays(7)),
                env.duration("SCALEENGINE_HOURS_HELD", Duration.ofDays(45)),
                env.pattern("SCALEENGINE_EMPTY_MESSAGE", Pattern.compile("(?i)no .*viewers")),
                new Quota(env.integer("SCALEENGINE_REQUESTS_PER_MINUTE", 60, 1, 100_000), Duration.ofMinutes(1)));
    }
}
