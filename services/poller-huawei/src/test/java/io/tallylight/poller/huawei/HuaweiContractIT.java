package io.tallylight.poller.huawei;

import io.tallylight.event.GapReason;
import io.tallylight.event.SpliceSignal;
import io.tallylight.poller.testkit.PollerContract;
import io.tallylight.poller.testkit.Subject;
import io.tallylight.runtime.Program;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Simulator;
import io.tallylight.sandbox.Story;
import io.tallylight.sandbox.huawei.HuaweiRules;
import io.tallylight.sandbox.huawei.HuaweiSimulator;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

class HuaweiContractIT extends PollerContract<SpliceSignal> {

    @Override
    protected Subject<SpliceSignal> subject() {
        return new Signals();
    }

    private static final class Signals implements Subject<SpliceSignal> {

        @Override
        public Program<?> program() {
            return HuaweiMain.PROGRAM;
        }

        @Override
        public Topic<SpliceSignal> topic() {
            return Topics.SCTE35;
        }

        @Override
        public Future<? extends Simulator> simulator(Vertx vertx, InstantSource clock, Story story) {
            return HuaweiSimulator.start(vertx, 0, clock, story, Accounts.HUAWEI, HuaweiRules.documented());
        }

        @Override
        public Map<String, String> env(Simulator simulator) {
            return Map.of(
                    "HUAWEI_API", simulator.api().toString(),
                    "HUAWEI_OVERLAP", "PT2H",
                    "HUAWEI_SETTLE", "PT1S", // a rewind is done when the window of its own moment was read
                    "HUAWEI_REQUESTS_PER_MINUTE", "80");
        }

        @Override
        public Instant since(Instant now) {
            return now.minus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.SECONDS);
        }

        @Override
        public Past past(Instant now) {
            return new Past(
                    now.minus(Duration.ofHours(8)),
                    now.minus(Duration.ofMinutes(170)), // four hours, a whole hour, a slow test
                    GapReason.NOT_HELD,
                    Map.of("HUAWEI_HELD", "PT4H"));
        }

        @Override
        public Map<String, String> truth(Story story, Instant since, Instant now) {
            Map<String, String> truth = new HashMap<>();
            story.signals(since.minusSeconds(600), now).stream()
                    .filter(it -> !it.startAt().isBefore(since))
                    .forEach(it -> truth.put(
                            it.channel() + "/" + it.startAt() + "/" + it.eventId() + "/" + it.type(),
                            it.durationSeconds() < 0 ? "null" : String.valueOf(it.durationSeconds())));
            return truth;
        }

        @Override
        public String key(SpliceSignal event) {
            return event.getChannel() + "/" + event.getStartAt() + "/" + event.getEventId() + "/" + event.getTypeText();
        }

        @Override
        public String figures(SpliceSignal event) {
            return String.valueOf(event.getDurationSeconds());
        }
    }
}
