package io.tallylight.normalizer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Metric;
import io.tallylight.event.PushSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PushMetricsTest {

    private static final Instant HALF_PAST_ELEVEN = Instant.parse("2026-11-23T11:30:00Z");
    private final PushMetrics mapping = new PushMetrics();

    @Test
    void spreadsThePushOverItsClockHours() {
        PushSession push = push(HALF_PAST_ELEVEN, Instant.parse("2026-11-23T13:15:00Z"), Duration.ofMinutes(105));

        assertThat(Judged.values(mapping.judge(push, "c")))
                .isEqualTo(Map.of(
                        "publish.duration@2026-11-23T11:00:00Z", 1800.0,
                        "publish.duration@2026-11-23T12:00:00Z", 3600.0,
                        "publish.duration@2026-11-23T13:00:00Z", 900.0));
    }

    @Test
    void namesTheHourInTheIdAndAsTheWindow() {
        PushSession push = push(HALF_PAST_ELEVEN, HALF_PAST_ELEVEN.plus(Duration.ofMinutes(1)), Duration.ofMinutes(1));

        Metric metric = Judged.metrics(mapping.judge(push, "c")).get(0);

        assertThat(metric.getId()).isEqualTo("publish.duration@" + push.getId() + "@2026-11-23T11:00:00Z");
        assertThat(metric.getWindowStart()).isEqualTo(Instant.parse("2026-11-23T11:00:00Z"));
        assertThat(metric.getWindowSeconds()).isEqualTo(3600);
        assertThat(metric.getStream()).isEqualTo("www.a.com/live/test");
    }

    /** The provider's example: start and end are 1000 s apart, the duration says 600 s, and its total counts 600 s. */
    @Test
    void countsTheProvidersDurationWhereTheSpanDisagrees() {
        PushSession push = push(HALF_PAST_ELEVEN, HALF_PAST_ELEVEN.plusSeconds(1000), Duration.ofMinutes(10));

        assertThat(Judged.values(mapping.judge(push, "c")).values()).containsExactly(600.0);
    }

    @Test
    void countsAnOpenPushUpToWhenItWasSeen() {
        PushSession open = Events.push(HALF_PAST_ELEVEN, null, 0)
                .setObservedAt(Instant.parse("2026-11-23T12:00:10Z"))
                .build();

        assertThat(Judged.values(mapping.judge(open, "c")).values()).containsExactly(1800.0, 10.0);
    }

    @Test
    void countsNothingYetOfAPushThatStartsAfterOurClock() {
        PushSession ahead = Events.push(HALF_PAST_ELEVEN, null, 0)
                .setObservedAt(HALF_PAST_ELEVEN.minusSeconds(5))
                .build();

        assertThat(Judged.values(mapping.judge(ahead, "c")))
                .isEqualTo(Map.of("publish.duration@2026-11-23T11:00:00Z", 0.0));
    }

    @Test
    void countsAMomentInTheHourWhereItIs() {
        PushSession moment = push(HALF_PAST_ELEVEN, HALF_PAST_ELEVEN, Duration.ofSeconds(3));

        assertThat(Judged.values(mapping.judge(moment, "c")))
                .isEqualTo(Map.of("publish.duration@2026-11-23T11:00:00Z", 3.0));
    }

    @RepeatedTest(200)
    void hoursAddUpToTheDuration(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Instant start = Events.NOON.plusMillis(random.nextInt(3_600_000));
        long span = random.nextLong(40L * 24 * 3_600_000);
        long duration = random.nextBoolean() ? span : random.nextLong(40L * 24 * 3_600_000);
        PushSession push = push(start, start.plusMillis(span), Duration.ofMillis(duration));

        List<Figure> figures = Judged.accepted(mapping.judge(push, "c")).figures();

        long millis = figures.stream()
                .mapToLong(figure -> Math.round(figure.value() * 1000))
                .sum();
        assertThat(millis).isEqualTo(duration);
        assertThat(figures).allMatch(figure -> figure.value() >= 0).doesNotHaveDuplicates();
        assertThat(figures).extracting(Figure::part).doesNotHaveDuplicates();
        assertThat(figures.size()).isLessThanOrEqualTo((int) (span / 3_600_000) + 2);
    }

    @Test
    void refusesAnEndBeforeTheStart() {
        PushSession backwards = push(HALF_PAST_ELEVEN, HALF_PAST_ELEVEN.minusSeconds(1), Duration.ZERO);

        assertThat(Judged.rejected(mapping.judge(backwards, "c")).field()).isEqualTo("endedAt");
    }

    @Test
    void refusesAPushThatWouldFloodTheTopicWithHours() {
        PushSession endless = push(Instant.EPOCH, HALF_PAST_ELEVEN, Duration.ofDays(20_000));

        assertThat(Judged.rejected(mapping.judge(endless, "c")).reason())
                .startsWith("startedAt: expected a push of at most PT8784H, found 1970-01-01T00:00:00Z/");
    }

    private static PushSession push(Instant start, Instant end, Duration duration) {
        return Events.push(start, end, duration.toMillis()).build();
    }
}
