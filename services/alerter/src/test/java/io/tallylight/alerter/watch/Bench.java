package io.tallylight.alerter.watch;

import static io.tallylight.alerter.Cues.at;

import io.tallylight.alerter.breaks.Limits;
import io.tallylight.alerter.rules.CrcInvalid;
import io.tallylight.alerter.rules.DecodeError;
import io.tallylight.alerter.rules.MissingReturn;
import io.tallylight.alerter.rules.NoSignal;
import io.tallylight.alerter.rules.OrphanReturn;
import io.tallylight.alerter.rules.Spots.Patience;
import io.tallylight.alerter.rules.SummaryDisagreement;
import io.tallylight.event.AdBreak;
import io.tallylight.event.Alert;
import io.tallylight.event.Cue;
import io.tallylight.event.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One channel under virtual time, with what was told of it. Its state goes through the codec whenever asked. */
final class Bench {

    static final Limits LIMITS = new Limits(
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofSeconds(5),
            Duration.ofMinutes(30));
    private static final Duration LIVE_FOR = Duration.ofMinutes(15);

    final List<AdBreak> breaks = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
    final List<Tale> tales = new ArrayList<>();
    private final Watch watch;
    private @Nullable Channel channel;
    private Instant now = at(0);

    Bench() {
        this(Duration.ZERO);
    }

    Bench(Duration warmUp) {
        Patience patience = new Patience(Duration.ofMinutes(10), LIMITS.settle());
        watch = new Watch(
                LIMITS,
                LIVE_FOR,
                List.of(
                        new MissingReturn(LIMITS),
                        new OrphanReturn(warmUp, patience),
                        new CrcInvalid(patience),
                        new DecodeError(patience),
                        new SummaryDisagreement(patience),
                        new NoSignal(Duration.ofMinutes(60), LIVE_FOR)));
    }

    /** Takes cues in, each at the moment at which it was seen. */
    Bench hear(Cue... cues) {
        for (Cue cue : cues) {
            now = now.isAfter(cue.getFirstSeenAt()) ? now : cue.getFirstSeenAt();
            told(watch.take(channel, cue, now, now));
        }
        return this;
    }

    Bench hear(Metric metric) {
        now = now.isAfter(metric.getObservedAt()) ? now : metric.getObservedAt();
        told(watch.take(channel(), metric, now, now));
        return this;
    }

    /** Lets time pass to that second. */
    Bench until(double second) {
        now = at(second);
        told(watch.advance(channel(), now, now));
        return this;
    }

    /** The process ends; another one begins from the changelog. */
    Bench restart() {
        channel = ChannelCodec.read(channel().facts().channel(), ChannelCodec.bytes(channel()));
        return this;
    }

    Channel channel() {
        if (channel == null) {
            throw new IllegalStateException("Nothing was heard yet");
        }
        return channel;
    }

    /** When the watch wants to be asked again, in seconds. */
    double due() {
        return Duration.between(at(0), watch.due(channel()).orElseThrow()).toMillis() / 1000.0;
    }

    /** The highest revision of each break. */
    Map<String, AdBreak> truth() {
        Map<String, AdBreak> truth = new LinkedHashMap<>();
        breaks.forEach(one -> truth.put(one.getId(), one));
        return truth;
    }

    AdBreak last() {
        return breaks.get(breaks.size() - 1);
    }

    List<String> states() {
        return breaks.stream().map(one -> one.getState().name()).toList();
    }

    /** Rule, status and severity of each change of an alert. */
    List<String> edges() {
        return alerts.stream()
                .map(one -> one.getRule() + " " + one.getStatus() + " " + one.getSeverity() + " " + one.getRevision())
                .toList();
    }

    private void told(Watch.Outcome outcome) {
        channel = outcome.channel();
        tales.addAll(outcome.told());
        outcome.told()
                .forEach(tale -> tale.tell(step -> breaks.add(step.record()), change -> alerts.add(change.record())));
    }
}
