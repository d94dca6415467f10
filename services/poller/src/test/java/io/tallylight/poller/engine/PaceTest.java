package io.tallylight.poller.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.poller.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private final SplittableRandom chance = new SplittableRandom(3);
    private final Pace pace = new Pace(chance);

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 1000", "7, 1000", "80, 60000", "300, 300000", "1500, 10000"})
    void neverPermitsMoreThanTheQuotaInAnyWindow(int requests, long windowMillis) {
        Quota quota = new Quota(requests, Duration.ofMillis(windowMillis));

        List<Instant> made = asFastAsItGoes(quota, Instant.EPOCH, START, 4 * requests + 20);

        assertThat(mostInAnyWindow(made, quota.window())).isLessThanOrEqualTo(requests);
    }

    /** Some travel for a hundredth of the window, others for no time: the provider's window is as good as shorter. */
    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 1000", "7, 1000", "80, 60000", "300, 300000", "1500, 10000"})
    void neverShowsTheProviderMoreThanTheQuotaThoughRequestsTravelUnevenly(int requests, long windowMillis) {
        Quota quota = new Quota(requests, Duration.ofMillis(windowMillis));

        List<Instant> made = withoutPause(quota, 4 * requests + 20, Duration.ofMillis(1));

        Duration ofOurs = quota.window().plusMillis(windowMillis / 100);
        assertThat(mostInAnyWindow(made, ofOurs)).isLessThanOrEqualTo(requests);
    }

    /** In the long run: what a burst adds at the beginning does not count. */
    @ParameterizedTest
    @CsvSource({
        "1, 60000",
        "2, 60000",
        "10, 60000",
        "60, 60000",
        "80, 60000",
        "300, 300000",
        "100, 10000",
        "1500, 60000"
    })
    void usesNearlyTheWholeQuotaWhenAskedAllTheTime(int requests, long windowMillis) {
        Quota quota = new Quota(requests, Duration.ofMillis(windowMillis));

        List<Instant> made = withoutPause(quota, 8 * requests, Duration.ofMillis(20));

        Duration time = Duration.between(made.get(requests), made.get(8 * requests - 1));
        double windows = time.toMillis() / (double) windowMillis;
        assertThat((7 * requests - 1) / windows).isBetween(0.95 * requests, 1.0 * requests);
    }

    @Test
    void permitsABurstAfterARestAndNoneAfterARestart() {
        Quota quota = new Quota(80, Duration.ofMinutes(1));

        assertThat(madeAtOnce(quota, Instant.EPOCH)).isEqualTo(3);
        assertThat(madeAtOnce(quota, Pace.afterRestart(quota, Instant.EPOCH, START)))
                .isZero();
    }

    /** What was not stored before a crash costs nothing of the quota. */
    @Test
    void keepsTheQuotaOverACrashThatLostTheLimitersState() {
        Quota quota = new Quota(300, Duration.ofMinutes(5));
        List<Instant> made = new ArrayList<>(asFastAsItGoes(quota, Instant.EPOCH, START, 150));
        Instant crash = made.get(149);

        made.addAll(asFastAsItGoes(quota, Pace.afterRestart(quota, Instant.EPOCH, crash), crash, 400));

        assertThat(mostInAnyWindow(made, quota.window())).isLessThanOrEqualTo(300);
    }

    @Test
    void doesNotForgetALaterPermitOverARestart() {
        Instant stored = START.plusSeconds(500);

        assertThat(Pace.afterRestart(new Quota(80, Duration.ofMinutes(1)), stored, START))
                .isEqualTo(stored);
    }

    @Test
    void backsOffByChanceUpToADoublingLimit() {
        for (int failures = 1; failures < 40; failures++) {
            Duration most = Duration.ofSeconds(Math.min(300, 1L << Math.min(failures - 1, 20)));
            int nth = failures;
            List<Duration> rests =
                    IntStream.range(0, 200).mapToObj(i -> pace.afterBroken(nth)).toList();
            assertThat(rests).allMatch(rest -> !rest.isNegative() && rest.compareTo(most) <= 0);
            assertThat(rests).anyMatch(rest -> rest.compareTo(most.dividedBy(2)) > 0);
            assertThat(rests).anyMatch(rest -> rest.compareTo(most.dividedBy(2)) < 0);
        }
    }

    @Test
    void restsAtLeastHalfOfTheLimitAfterARefusal() {
        assertThat(pace.afterRefused(1)).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
        assertThat(pace.afterRefused(3)).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4));
        assertThat(pace.afterRefused(60)).isBetween(Duration.ofMinutes(30), Duration.ofHours(1));
    }

    @Test
    void restsLongerAfterEachDenial() {
        assertThat(IntStream.rangeClosed(1, 4).mapToObj(pace::afterDenied))
                .containsExactly(
                        Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofMinutes(30));
    }

    @Test
    void restsAsLongAsTheProviderAsksAndALittleMore() {
        for (int i = 0; i < 200; i++) {
            assertThat(pace.afterThrottled(Duration.ofSeconds(2))).isBetween(ms(2000), ms(3000));
            assertThat(pace.afterThrottled(Duration.ofSeconds(100))).isBetween(ms(100_000), ms(110_000));
        }
    }

    /** Requests at the permitted instants, after rests of chance, rounded up to the millisecond as a tick would. */
    private List<Instant> asFastAsItGoes(Quota quota, Instant state, Instant start, int count) {
        List<Instant> made = new ArrayList<>();
        Instant next = state;
        Instant now = start;
        while (made.size() < count) {
            Instant permit = Pace.permitAt(quota, next);
            now = permit.isAfter(now)
                    ? Instant.ofEpochMilli(permit.plusNanos(999_999).toEpochMilli())
                    : now;
            made.add(now);
            next = Pace.afterPermit(quota, next, now);
            now = chance.nextInt(20) == 0
                    ? now.plusMillis(chance.nextLong(quota.window().toMillis()))
                    : now;
        }
        return made;
    }

    private static List<Instant> withoutPause(Quota quota, int count, Duration tick) {
        List<Instant> made = new ArrayList<>();
        Instant next = Instant.EPOCH;
        Instant now = START;
        for (; made.size() < count; now = now.plus(tick)) {
            if (!Pace.permitAt(quota, next).isAfter(now)) {
                made.add(now);
                next = Pace.afterPermit(quota, next, now);
            }
        }
        return made;
    }

    private static int madeAtOnce(Quota quota, Instant state) {
        Instant next = state;
        int made = 0;
        for (; !Pace.permitAt(quota, next).isAfter(START); made++) {
            next = Pace.afterPermit(quota, next, START);
        }
        return made;
    }

    private static int mostInAnyWindow(List<Instant> made, Duration window) {
        int most = 0;
        for (int first = 0, last = 0; last < made.size(); last++) {
            while (!made.get(last).isBefore(made.get(first).plus(window))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }
}
