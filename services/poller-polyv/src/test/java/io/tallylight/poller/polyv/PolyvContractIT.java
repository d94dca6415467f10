package io.tallylight.poller.polyv;

import io.tallylight.event.GapReason;
import io.tallylight.event.HourlyPlayback;
import io.tallylight.poller.testkit.PollerContract;
import io.tallylight.poller.testkit.Subject;
import io.tallylight.runtime.Program;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Simulator;
import io.tallylight.sandbox.Story;
import io.tallylight.sandbox.polyv.PolyvRules;
import io.tallylight.sandbox.polyv.PolyvSimulator;
import io.tallylight.schemas.Topic;
import io.tallylight.schemas.Topics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;

class PolyvContractIT extends PollerContract<HourlyPlayback> {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Override
    protected Subject<HourlyPlayback> subject() {
        return new Hours();
    }

    private static final class Hours implements Subject<HourlyPlayback> {

        @Override
        public Program<?> program() {
            return PolyvMain.PROGRAM;
        }

        @Override
        public Topic<HourlyPlayback> topic() {
            return Topics.HOURLY;
        }

        @Override
        public Future<? extends Simulator> simulator(Vertx vertx, InstantSource clock, Story story) {
            return PolyvSimulator.start(
                    vertx,
                    0,
                    clock,
                    story,
                    Accounts.POLYV,
                    PolyvRules.documented()
                            .callLimit(100) // what one account takes of the 1500 that an address may have
                            .playbackDelay(Duration.ZERO, Duration.ofSeconds(1)));
        }

        /** Two days are read each half second: the quota of 8 a second must leave something to history. */
        @Override
        public Map<String, String> env(Simulator simulator) {
            return Map.of("POLYV_API", simulator.api().toString(), "POLYV_LEAST_REST", "PT0.2S");
        }

        @Override
        public Instant since(Instant now) {
            return LocalDate.ofInstant(now, ZONE)
                    .minusDays(1)
                    .atStartOfDay(ZONE)
                    .toInstant();
        }

        /** Two days of these are final when they are read, and forgotten at once. */
        @Override
        public Instant rewoundTo(Instant since) {
            return since.minus(Duration.ofDays(4));
        }

        @Override
        public Past past(Instant now) {
            return new Past(
                    since(now).minus(Duration.ofDays(7)),
                    since(now).minus(Duration.ofDays(1)),
                    GapReason.NOT_HELD,
                    Map.of("POLYV_HELD_DAYS", "3"));
        }

        /** An hour that begins while the test runs is answered too, with the nothing that the story knows of it. */
        @Override
        public Map<String, String> truth(Story story, Instant since, Instant now) {
            Map<String, String> truth = new HashMap<>();
            for (Instant hour = since; !hour.isAfter(Instant.now()); hour = hour.plus(Duration.ofHours(1))) {
                ZonedDateTime local = hour.atZone(ZONE);
                LocalDate day = local.toLocalDate();
                truth.put(
                        day + "/" + local.getHour(),
                        story.desktop(day, local.getHour(), now).views() + " "
                                + story.mobile(day, local.getHour(), now).views());
            }
            return truth;
        }

        /** Fingerprints go by the day of UTC: 16 hours of the last final day share theirs with the day after. */
        @Override
        public int rememberedWithOthers() {
            return 16;
        }

        @Override
        public String key(HourlyPlayback event) {
            return event.getDay() + "/" + event.getHour();
        }

        @Override
        public String figures(HourlyPlayback event) {
            return event.getDesktop().getViews() + " " + event.getMobile().getViews();
        }
    }
}
