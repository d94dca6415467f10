package io.tallylight.poller.wangsu;

import io.tallylight.event.GapReason;
import io.tallylight.event.PushSession;
import io.tallylight.poller.testkit.PollerContract;
import io.tallylight.poller.testkit.Subject;
import io.tallylight.runtime.Program;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Simulator;
import io.tallylight.sandbox.Story;
import io.tallylight.sandbox.wangsu.WangsuRules;
import io.tallylight.sandbox.wangsu.WangsuSimulator;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

class WangsuContractIT extends PollerContract<PushSession> {

    @Override
    protected Subject<PushSession> subject() {
        return new Pushes();
    }

    private static final class Pushes implements Subject<PushSession> {

        @Override
        public Program<?> program() {
            return WangsuMain.PROGRAM;
        }

        @Override
        public Topic<PushSession> topic() {
            return Topics.PUSH_SESSION;
        }

        @Override
        public Future<? extends Simulator> simulator(Vertx vertx, InstantSource clock, Story story) {
            return WangsuSimulator.start(vertx, 0, clock, story, Accounts.WANGSU, WangsuRules.documented());
        }

        @Override
        public Map<String, String> env(Simulator simulator) {
            return Map.of("WANGSU_API", simulator.api().toString(), "WANGSU_REQUESTS", "300");
        }

        @Override
        public Instant since(Instant now) {
            return now.minus(Duration.ofHours(3));
        }

        @Override
        public Past past(Instant now) {
            return new Past(
                    now.minus(Duration.ofDays(10)),
                    now.minus(Duration.ofDays(3)),
                    GapReason.NOT_HELD,
                    Map.of("WANGSU_HELD_DAYS", "5"));
        }

        @Override
        public Map<String, String> truth(Story story, Instant since, Instant now) {
            Map<String, String> truth = new HashMap<>();
            story.pushes(since, now, now).stream()
                    .forEach(it -> truth.put(it.domain() + "/" + it.stream() + "/" + it.start(), ""));
            return truth;
        }

        /** The story stands still: a push that is open then stays so. */
        @Override
        public boolean settles(PushSession event) {
            return event.getEndedAt() != null;
        }

        @Override
        public String key(PushSession event) {
            return event.getDomain() + "/" + event.getStream() + "/" + event.getStartedAt();
        }

        @Override
        public String figures(PushSession event) {
            return "";
        }
    }
}
