package io.tallylight.alerter;

import io.tallylight.alerter.breaks.Limits;
import io.tallylight.alerter.rules.CrcInvalid;
import io.tallylight.alerter.rules.DecodeError;
import io.tallylight.alerter.rules.MissingReturn;
import io.tallylight.alerter.rules.NoSignal;
import io.tallylight.alerter.rules.OrphanReturn;
import io.tallylight.alerter.rules.Rule;
import io.tallylight.alerter.rules.Spots.Patience;
import io.tallylight.alerter.rules.SummaryDisagreement;
import io.tallylight.alerter.watch.Watch;
import io.tallylight.runtime.Env;
import java.time.Duration;
import java.util.List;

/**
 * Everything an operator can set on the alerter.
 *
 * @param warmUp returns this soon after a channel's first signal are never orphans
 * @param quiet after so long without another one, an alert about single cues is resolved
 * @param noSignal how long a live channel may be silent
 * @param liveFor how long figures that say that a channel is live stand
 * @param tick how often the clock is looked at
 */
record AlerterConfig(
        Limits limits, Duration warmUp, Duration quiet, Duration noSignal, Duration liveFor, Duration tick) {

    static AlerterConfig from(Env env) {
        Limits limits = new Limits(
                env.duration("ALERTER_GRACE", Duration.ofSeconds(10)),
                env.duration("ALERTER_LONGEST_BREAK", Duration.ofMinutes(5)),
                env.duration("ALERTER_GIVE_UP", Duration.ofMinutes(10)),
                env.duration("ALERTER_SETTLE", Duration.ofSeconds(5)),
                env.duration("ALERTER_REMEMBER", Duration.ofMinutes(30)));
        return new AlerterConfig(
                limits,
                env.duration("ALERTER_WARM_UP", Duration.ofMinutes(10)),
                env.duration("ALERTER_QUIET", Duration.ofMinutes(10)),
                env.duration("ALERTER_NO_SIGNAL", Duration.ofMinutes(60)),
                env.duration("ALERTER_LIVE_FOR", Duration.ofMinutes(15)),
                env.duration("ALERTER_TICK", Duration.ofMillis(100)));
    }

    /** Every rule, in the order of the README. */
    List<Rule> rules() {
        Patience patience = new Patience(quiet, limits.settle());
        return List.of(
                new MissingReturn(limits),
                new OrphanReturn(warmUp, patience),
                new CrcInvalid(patience),
                new DecodeError(patience),
                new SummaryDisagreement(patience),
                new NoSignal(noSignal, liveFor));
    }

    Watch watch() {
        return new Watch(limits, liveFor, rules());
    }
}
