package io.tallylight.poller.polyv;

import static io.tallylight.poller.polyv.Fixtures.SHANGHAI;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.HourlyPlayback;
import io.tallylight.event.PollTarget;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Row;
import io.tallylight.poller.http.Http;
import io.tallylight.runtime.Secrets;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Scenario;
import io.tallylight.sandbox.SimulatedClock;
import io.tallylight.sandbox.polyv.PolyvRules;
import io.tallylight.sandbox.polyv.PolyvSimulator;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A turn and the backlog against the strict simulator, which knows nothing of this poller's code. */
class PolyvSimulatorIT {

    private static final Instant NOW = Fixtures.local("2026-11-23T12:00:00");
    private static final Instant SINCE = Fixtures.local("2026-11-08T00:00:00");

    private final Vertx vertx = Vertx.vertx();
    private final SimulatedClock clock = new SimulatedClock(NOW);
    private final Scenario story = Scenario.demo(11, SINCE);
    private Path secrets;

    @BeforeEach
    void writeSecrets(@TempDir Path dir) throws Exception {
        secrets = dir.resolve("secrets");
        Accounts.writeTo(secrets, dir.resolve("targets"));
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void readsEveryHourOfAFortnightOnceADay() throws Exception {
        assertThat(told(PolyvRules.documented())).isEqualTo(expected()).hasSize(15 * 24 + 13);
    }

    @ParameterizedTest
    @EnumSource(
            value = PolyvRules.Quirk.class,
            names = {"DOTLESS_MESSAGES", "NUMERIC_STRINGS"})
    void losesNoHourToAQuirk(PolyvRules.Quirk quirk) throws Exception {
        assertThat(told(PolyvRules.documented().with(quirk))).isEqualTo(expected());
    }

    private Map<String, Long> told(PolyvRules rules) throws Exception {
        PolyvSimulator simulator = PolyvSimulator.start(
                        vertx,
                        0,
                        clock,
                        story,
                        Accounts.POLYV,
                        rules.playbackDelay(Duration.ZERO, Duration.ofSeconds(1)))
                .await(10, TimeUnit.SECONDS);
        PolyvConfig config = Fixtures.config(Map.of("POLYV_API", simulator.api().toString()));
        PolyvFeed feed = new PolyvFeed(config, new Http(vertx, clock), vertx);
        Account account = new Account(Accounts.POLYV.userid(), "sandbox-polyv", new Secrets(secrets));
        PollTarget target = new PollTarget(account.name(), 3_600_000L, null, Map.of(), null);
        Map<String, Long> told = new TreeMap<>();
        Cursor cursor = Cursor.since(SINCE);
        for (List<PolyvAsk> due = due(feed, target, cursor); !due.isEmpty(); due = due(feed, target, cursor)) {
            PolyvAsk ask = due.get(0);
            Answer<PolyvAsk> answer = feed.fetch(account, target, ask).await(10, TimeUnit.SECONDS);
            assertThat(answer).as(answer.reason()).isInstanceOf(Answer.Data.class);
            ((Answer.Data<PolyvAsk>) answer)
                    .rows().stream()
                            .map(Row::event)
                            .map(HourlyPlayback.class::cast)
                            .forEach(it -> told.put(
                                    it.getDay() + "/" + it.getHour(),
                                    it.getDesktop().getViews() + it.getMobile().getViews()));
            cursor = cursor.read(ask.span(), ask.finalBefore(), NOW);
        }
        assertThat(simulator.calls()).isEqualTo(16);
        return told;
    }

    private static List<PolyvAsk> due(PolyvFeed feed, PollTarget target, Cursor cursor) {
        Plan<PolyvAsk> plan = feed.plan(target, cursor, NOW);
        return plan.asks().isEmpty() ? plan.backlog() : plan.asks();
    }

    private Map<String, Long> expected() {
        Map<String, Long> expected = new TreeMap<>();
        for (Instant hour = SINCE; !hour.isAfter(NOW); hour = hour.plus(Duration.ofHours(1))) {
            ZonedDateTime local = hour.atZone(SHANGHAI);
            LocalDate day = local.toLocalDate();
            expected.put(
                    day + "/" + local.getHour(),
                    story.desktop(day, local.getHour(), NOW).views()
                            + story.mobile(day, local.getHour(), NOW).views());
        }
        return expected;
    }
}
