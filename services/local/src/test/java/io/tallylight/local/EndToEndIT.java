package io.tallylight.local;

import static io.tallylight.local.truth.Truths.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.HourlyPlayback;
import io.tallylight.event.PushSession;
import io.tallylight.event.SpliceSignal;
import io.tallylight.event.ViewerCount;
import io.tallylight.local.truth.Bus;
import io.tallylight.local.truth.Bus.Told;
import io.tallylight.local.truth.EventTruth;
import io.tallylight.local.truth.StoryClock;
import io.tallylight.local.truth.Truths;
import io.tallylight.local.truth.Truths.Finding;
import io.tallylight.runtime.Env;
import io.tallylight.runtime.KafkaSettings;
import io.tallylight.sandbox.Accounts;
import io.tallylight.sandbox.Providers;
import io.tallylight.sandbox.Scenario;
import io.tallylight.schemas.Topics;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything real but the providers: for 100 seconds of their story all services run; then the providers' clock stops, and
 * every topic must come to say exactly what the story says.
 */
class EndToEndIT {

    private static final long SEED = 7;
    private static final Duration STORY = Duration.ofSeconds(100);
    private static final Duration CATCH_UP = Duration.ofSeconds(60);

    @TempDir
    private Path files;

    private final StoryClock clock = new StoryClock();
    private final Instant epoch = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    private final Scenario story = Scenario.demo(SEED, epoch);

    @Test
    void everyTopicSaysWhatTheStorySays() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (Infrastructure infrastructure = Infrastructure.start(0, 0, Optional.empty(), line -> {})) {
            Providers providers = Providers.start(vertx, 0, clock, story).await(10, TimeUnit.SECONDS);
            Accounts.writeTo(files, files, Duration.ofSeconds(2), Optional.of(epoch));
            Bus bus = new Bus(Env.read(infrastructure.settings(), KafkaSettings::from));
            try (Services services = Services.start(settings(infrastructure, providers), files, 0)) {
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(services::ready);
                Awaitility.await()
                        .atMost(STORY.multipliedBy(2))
                        .until(() -> Instant.now().isAfter(epoch.plus(STORY)));
                Instant stoppedAt = clock.stop();

                Awaitility.await()
                        .pollInterval(Duration.ofSeconds(2))
                        .atMost(CATCH_UP)
                        .untilAsserted(
                                () -> assertThat(differences(bus, stoppedAt)).isEmpty());
            }
            assertThat(repeated(bus)).isEmpty();
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private Map<String, String> settings(Infrastructure infrastructure, Providers providers) {
        Map<String, String> settings = new TreeMap<>(infrastructure.settings());
        settings.putAll(providers.settings());
        settings.putAll(DemoSettings.OURS);
        settings.put("SECRETS_DIR", files.toString());
        // the providers' clocks stand still at the end: what is asked then counts in the minute that was full already
        settings.put("HUAWEI_REQUESTS_PER_MINUTE", "60");
        return settings;
    }

    private List<String> differences(Bus bus, Instant stoppedAt) {
        List<Told<ViewerCount>> viewers = bus.read(Topics.VIEWER);
        List<Told<HourlyPlayback>> hours = bus.read(Topics.HOURLY);
        List<Told<PushSession>> pushes = bus.read(Topics.PUSH_SESSION);
        List<Told<SpliceSignal>> signals = bus.read(Topics.SCTE35);
        EventTruth events = new EventTruth(story, epoch, stoppedAt);
        BreakTruth breaks = new BreakTruth(story, epoch, stoppedAt);
        List<String> problems = new ArrayList<>();
        problems.addAll(words(events.viewer(viewers)));
        problems.addAll(words(events.hourly(hours)));
        problems.addAll(words(events.pushSession(pushes)));
        problems.addAll(words(events.scte35(signals)));
        problems.addAll(new MetricTruth(viewers, hours, pushes, signals).differences(bus.read(Topics.METRICS)));
        problems.addAll(breaks.cues(signals, bus.read(Topics.CUES)));
        problems.addAll(breaks.adBreaks(bus.read(Topics.AD_BREAKS)));
        problems.addAll(breaks.alerts(bus.read(Topics.ALERTS)));
        bus.read(Topics.REJECTIONS)
                .forEach(rejection ->
                        problems.add("rejections " + rejection.value().getReason()));
        return problems;
    }

    private static List<String> repeated(Bus bus) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(Truths.repeated("viewer", bus.read(Topics.VIEWER)));
        findings.addAll(Truths.repeated("hourly", bus.read(Topics.HOURLY)));
        findings.addAll(Truths.repeated("push-session", bus.read(Topics.PUSH_SESSION)));
        findings.addAll(Truths.repeated("scte35", bus.read(Topics.SCTE35)));
        findings.addAll(Truths.repeated("metrics", bus.read(Topics.METRICS)));
        findings.addAll(Truths.repeated("cues", bus.read(Topics.CUES)));
        findings.addAll(Truths.repeated("ad-breaks", bus.read(Topics.AD_BREAKS)));
        findings.addAll(Truths.repeated("alerts", bus.read(Topics.ALERTS)));
        return words(findings);
    }
}
