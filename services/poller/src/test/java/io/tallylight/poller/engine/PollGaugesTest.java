package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tallylight.event.GapReason;
import io.tallylight.poller.Cursor;
import io.tallylight.poller.Quota;
import io.tallylight.poller.engine.PollWatch.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a scrape shows, as text. */
class PollGaugesTest {

    private static final String OF_PROVIDER = "{provider=\"huawei\",service=\"poller-huawei\"}";
    private static final String OF_ACCOUNT = "{account=\"p1\",provider=\"huawei\",service=\"poller-huawei\"}";
    private static final String OF_TARGET =
            "{account=\"p1\",provider=\"huawei\",service=\"poller-huawei\",target=\"a\"}";
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PollMeters meters = new PollMeters(registry, "huawei");
    private Instant now = START;
    private Duration ahead = Duration.ZERO;

    @Test
    void countsTurnsRowsAndGapsFromZero() {
        assertThat(scrape(true))
                .contains("poll_turns_total{answer=\"broken\",provider=\"huawei\"} 0.0")
                .contains("poll_gaps_total{provider=\"huawei\",reason=\"coarser\"} 0.0");

        meters.answered("broken");
        meters.rows(Outcome.REVISED, 7);
        meters.gap(GapReason.NOT_HELD);

        assertThat(registry.scrape())
                .contains("poll_turns_total{answer=\"broken\",provider=\"huawei\"} 1.0")
                .contains("poll_rows_total{outcome=\"revised\",provider=\"huawei\"} 7.0")
                .contains("poll_gaps_total{provider=\"huawei\",reason=\"not_held\"} 1.0");
    }

    @Test
    void agesWindowsAtEachScrapeByTheProvidersClock() {
        meters.target(target("a", START.minusSeconds(30), START.minusSeconds(150)));
        meters.target(target("b", START.minusSeconds(90), null));
        scrape(true);
        now = START.plusSeconds(5);
        ahead = Duration.ofMinutes(10);

        assertThat(registry.scrape())
                .contains("poll_target_window_age_seconds{account=\"p1\",completeness=\"provisional\","
                        + "provider=\"huawei\",service=\"poller-huawei\",target=\"a\"} 635.0")
                .contains("poll_target_window_age_seconds{account=\"p1\",completeness=\"final\","
                        + "provider=\"huawei\",service=\"poller-huawei\",target=\"a\"} 755.0")
                .contains("poll_window_age_seconds{completeness=\"provisional\",provider=\"huawei\","
                        + "service=\"poller-huawei\"} 635.0")
                .contains("poll_window_age_worst_seconds{completeness=\"provisional\",provider=\"huawei\","
                        + "service=\"poller-huawei\"} 695.0")
                .contains("poll_clock_offset_seconds" + OF_PROVIDER + " 600.0");
    }

    @Test
    void showsTheIntervalOfATargetAgainstWhatIsWanted() {
        meters.target(target("a", null, null));
        now = START.plusSeconds(20);

        assertThat(scrape(true))
                .contains("poll_target_interval_wanted_seconds" + OF_TARGET + " 60.0")
                .contains("poll_target_interval_seconds" + OF_TARGET + " 90.5")
                .contains("poll_target_overdue_seconds" + OF_TARGET + " 8.0");
    }

    @Test
    void sumsUpWhatIsRemembered() {
        meters.target(target("a", null, null));
        meters.target(target("b", null, null));

        assertThat(scrape(true))
                .contains("poll_targets" + OF_PROVIDER + " 2.0")
                .contains("poll_targets_failing" + OF_PROVIDER + " 2.0")
                .contains("poll_remembered_rows" + OF_PROVIDER + " 22.0")
                .contains("poll_state_bytes" + OF_PROVIDER + " 2000.0");
    }

    @Test
    void showsAnAccountsBreakerQuotaAndQueue() {
        meters.account(account());

        assertThat(scrape(true))
                .contains("poll_breaker_state{account=\"p1\",provider=\"huawei\",service=\"poller-huawei\","
                        + "state=\"open\"} 1.0")
                .contains("poll_account_rest_seconds" + OF_ACCOUNT + " 30.0")
                .contains("poll_quota_left_requests" + OF_ACCOUNT + " 2.0")
                .contains("poll_quota_requests_per_second" + OF_ACCOUNT + " 0.953")
                .contains("poll_demand_requests_per_second" + OF_ACCOUNT + " 16.5")
                .contains("poll_requests_in_flight" + OF_ACCOUNT + " 3.0")
                .contains("poll_requests_waiting" + OF_ACCOUNT + " 40.0");

        now = START.plusSeconds(30);

        assertThat(registry.scrape())
                .contains("state=\"open\"} 0.0")
                .contains("state=\"half_open\"} 1.0")
                .contains("poll_account_rest_seconds" + OF_ACCOUNT + " 0.0")
                .contains("poll_quota_left_requests" + OF_ACCOUNT + " 12.0");
    }

    @Test
    void showsNoTargetWhereThatIsSwitchedOff() {
        meters.target(target("a", START, START));
        meters.account(account());

        assertThat(scrape(false))
                .doesNotContain("poll_target_")
                .contains("poll_targets" + OF_PROVIDER + " 1.0")
                .contains("poll_window_age_seconds{")
                .contains("poll_requests_waiting{");
    }

    @Test
    void showsNothingOfWhatIsGone() {
        meters.target(target("a", START, START));
        meters.account(account());
        meters.gone("a");
        meters.accountGone("p1");

        assertThat(scrape(true)).doesNotContain("\"p1\"").doesNotContain("poll_target_");
    }

    @Test
    void showsAPersonOnCallWhatIsWrong() {
        meters.target(target("a", START.minusSeconds(30), START.minusSeconds(150)));
        meters.account(account());

        Map<String, Object> page =
                TargetsPage.of("huawei", meters.targets(), meters.accounts(), START.plusSeconds(100));

        assertThat(String.valueOf(page.get("summary")))
                .isEqualTo("{targets=1, failing=1, late=1, urgent=1, backlogLeft=1, gaps=4}");
        assertThat(String.valueOf(page.get("accounts")))
                .contains("breaker=half_open", "quotaPerMinute=57.2", "demandPerMinute=990.0", "waiting=40");
        assertThat(String.valueOf(page.get("targets")))
                .contains("overdue=PT1M28S", "every=PT1M", "interval=PT1M30S", "urgency=urgent", "reason=500");
    }

    private String scrape(boolean eachTarget) {
        registry.getPrometheusRegistry()
                .register(new PollGauges("poller-huawei", "huawei", meters, eachTarget, () -> now, () -> ahead));
        return registry.scrape();
    }

    private static TargetFacts target(String name, @Nullable Instant newestProvisional, @Nullable Instant newestFinal) {
        return new TargetFacts(
                name,
                "p1",
                Cursor.since(START),
                "broken",
                "500",
                START,
                START.plusSeconds(12),
                1,
                Urgency.URGENT,
                true,
                Duration.ofSeconds(60),
                Duration.ofMillis(90_500),
                newestProvisional,
                newestFinal,
                11,
                1000,
                4,
                null);
    }

    /** Spacing of 1.05 s, a burst of 12, ten of which are spent. */
    private static AccountFacts account() {
        Quota quota = new Quota(300, Duration.ofMinutes(5));
        return new AccountFacts(
                "p1",
                START.plusSeconds(30),
                0,
                5,
                START.plusSeconds(30),
                3,
                40,
                990,
                990,
                quota,
                START.plusMillis(10_400));
    }
}
