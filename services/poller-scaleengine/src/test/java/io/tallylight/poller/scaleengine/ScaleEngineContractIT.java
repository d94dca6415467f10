package io.tallylight.poller.scaleengine;

import io.tallylight.event.GapReason;
import io.tallylight.event.ViewerCount;
import io.tallylight.poller.testkit.PollerContract;
import io.tallylight.poller.testkit.Subject;
import io.tallylight.runtime.Program;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Simulator;
import io.tallylight.sandbox.Story;
import io.tallylight.sandbox.scaleengine.ScaleEngineRules;
import io.tallylight.sandbox.scaleengine.ScaleEngineSimulator;
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

class ScaleEngineContractIT extends PollerContract<ViewerCount> {

    @Override
    protected Subject<ViewerCount> subject() {
        return new Viewers();
    }

    private static final class Viewers implements Subject<ViewerCount> {

        @Override
        public Program<?> program() {
            return ScaleEngineMain.PROGRAM;
        }

        @Override
        public Topic<ViewerCount> topic() {
            return Topics.VIEWER;
        }

        @Override
        public Future<? extends Simulator> simulator(Vertx vertx, InstantSource clock, Story story) {
            return ScaleEngineSimulator.start(
                    vertx, 0, clock, story, Accounts.SCALEENGINE, ScaleEngineRules.documented());
        }

        @Override
        public Map<String, String> env(Simulator simulator) {
            return Map.of("SCALEENGINE_API", simulator.api().toString(), "SCALEENGINE_REQUESTS_PER_MINUTE", "10000");
        }

        @Override
        public Instant since(Instant now) {
            return now.minus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.MINUTES);
        }

        @Override
        public Past past(Instant now) {
            return new Past(
                    now.minus(Duration.ofHours(6)),
                    now.minus(Duration.ofMinutes(40))
                            .truncatedTo(ChronoUnit.MINUTES), // two hours, overlap, whole hour, a slow test
                    GapReason.COARSER,
                    Map.of("SCALEENGINE_MINUTES_HELD", "PT2H"));
        }

        @Override
        public Map<String, String> truth(Story story, Instant since, Instant now) {
            Map<String, String> truth = new HashMap<>();
            story.viewers(since, now, now)
                    .forEach(it ->
                            truth.put(it.app() + "/" + it.stream() + "/" + it.minute(), it.max() + " " + it.sum()));
            return truth;
        }

        @Override
        public String key(ViewerCount event) {
            return event.getApp() + "/" + event.getStream() + "/" + event.getWindowStart();
        }

        @Override
        public String figures(ViewerCount event) {
            return event.getViewersMax() + " " + event.getViewersSum();
        }
    }
}
