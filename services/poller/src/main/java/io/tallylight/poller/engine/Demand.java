package io.tallylight.poller.engine;

import io.tallylight.event.PollTarget;
import io.tallylight.poller.Quota;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the targets of one account want of its quota, as far as their turns have shown how many requests they take. */
final class Demand {

    private static final Logger log = LoggerFactory.getLogger(Demand.class);
    private static final double MINUTE_MILLIS = 60_000;

    private final String account;
    private final Quota quota;
    private final SortedMap<Long, Integer> targetsByInterval = new TreeMap<>();
    private double turnsPerMinute;
    private int targets;
    private double requestsPerTurn = 1;
    private boolean told;

    Demand(String account, Quota quota) {
        this.account = account;
        this.quota = quota;
    }

    void add(PollTarget target) {
        count(target, 1);
    }

    void remove(PollTarget target) {
        count(target, -1);
    }

    /** Summed up anew each time: differences would leave the noise of their rounding behind, more with every change. */
    private void count(PollTarget target, int more) {
        targets += more;
        targetsByInterval.merge(
                target.getEveryMillis(), more, (before, change) -> before + change == 0 ? null : before + change);
        turnsPerMinute = targetsByInterval.entrySet().stream()
                .mapToDouble(each -> each.getValue() * MINUTE_MILLIS / each.getKey())
                .sum();
        tell();
    }

    /** A live turn took so many requests: a moving average, in which the last hundred turns count most. */
    void turn(int requests) {
        requestsPerTurn += (requests - requestsPerTurn) / 100;
        tell();
    }

    int targets() {
        return targets;
    }

    /** Requests a minute. */
    double perMinute() {
        return targets == 0 ? 0 : turnsPerMinute * requestsPerTurn;
    }

    /** How long the quota needs to serve every target once. */
    Duration round() {
        return Pace.spacing(quota).multipliedBy(Math.max(1, (long) Math.ceil(targets * requestsPerTurn)));
    }

    /** Said once, until the quota is enough again. */
    private void tell() {
        double allowed = AccountFacts.perMinute(quota);
        if (!told && perMinute() > allowed * 1.05) {
            told = true;
            log.warn(
                    "Account {}: {} targets want {} requests a minute and the quota allows {}: it is spent by urgency, and"
                            + " a round over all of them takes about {}. Raise the quota, or poll less often",
                    account,
                    targets,
                    String.format(Locale.ROOT, "%.0f", perMinute()),
                    String.format(Locale.ROOT, "%.0f", allowed),
                    round());
        } else if (perMinute() <= allowed) {
            told = false;
        }
    }
}
