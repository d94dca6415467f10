package io.tallylight.sandbox;

import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.sandbox.Story.Playback;
import io.tallylight.sandbox.Story.Push;
import io.tallylight.sandbox.Story.Viewers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    private static final Instant EPOCH = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Scenario story = Scenario.demo(42, EPOCH);

    @Test
    void tellsTheSameStoryTwice() {
        Scenario again = Scenario.demo(42, EPOCH);

        assertThat(again.viewers(EPOCH.minus(HOUR), EPOCH, EPOCH))
                .isNotEmpty()
                .isEqualTo(story.viewers(EPOCH.minus(HOUR), EPOCH, EPOCH));
        assertThat(again.pushes(EPOCH.minus(HOUR), EPOCH, EPOCH))
                .isEqualTo(story.pushes(EPOCH.minus(HOUR), EPOCH, EPOCH));
        assertThat(again.signals(EPOCH, EPOCH.plus(HOUR))).isEqualTo(story.signals(EPOCH, EPOCH.plus(HOUR)));
        assertThat(again.desktop(LocalDate.of(2026, 11, 23), 9, EPOCH))
                .isEqualTo(story.desktop(LocalDate.of(2026, 11, 23), 9, EPOCH));
    }

    @Test
    void tellsAnotherStoryForAnotherSeed() {
        Scenario other = Scenario.demo(43, EPOCH);

        assertThat(other.viewers(EPOCH.minus(HOUR), EPOCH, EPOCH))
                .isNotEqualTo(story.viewers(EPOCH.minus(HOUR), EPOCH, EPOCH));
        assertThat(other.signals(EPOCH, EPOCH.plus(HOUR))).isNotEqualTo(story.signals(EPOCH, EPOCH.plus(HOUR)));
    }

    @Test
    void answersAlikeHoweverTheQuestionIsCut() {
        Instant half = EPOCH.plusSeconds(1800);
        List<Story.Signal> parts = new ArrayList<>(story.signals(EPOCH, half));
        parts.addAll(story.signals(half, EPOCH.plus(HOUR)));

        assertThat(parts).isEqualTo(story.signals(EPOCH, EPOCH.plus(HOUR)));
    }

    @Test
    void keepsFiguresOfTheLastFortyFiveDays() {
        Instant old = EPOCH.minus(Duration.ofDays(45));

        assertThat(story.viewers(old, old.plus(HOUR), EPOCH)).hasSize(6 * 60);
        assertThat(story.pushes(old, old.plus(Duration.ofDays(1)), EPOCH)).isNotEmpty();
    }

    @Test
    void knowsNothingOfTheFuture() {
        assertThat(story.viewers(EPOCH.plusSeconds(60), EPOCH.plus(HOUR), EPOCH))
                .isEmpty();
        assertThat(story.desktop(LocalDate.of(2026, 11, 24), 0, EPOCH)).isEqualTo(Playback.NONE);
        assertThat(story.pushes(EPOCH.plusSeconds(1), EPOCH.plus(HOUR), EPOCH))
                .allSatisfy(p -> assertThat(p.start()).isBeforeOrEqualTo(EPOCH));
    }

    @Test
    void everyFigureIsConsistentInItself() {
        assertThat(story.viewers(EPOCH.minus(HOUR), EPOCH, EPOCH)).allSatisfy(v -> {
            assertThat(v.min()).isPositive().isLessThanOrEqualTo(v.avg());
            assertThat(v.avg()).isLessThanOrEqualTo(v.max());
            assertThat(v.sum()).isBetween(v.min(), v.max() * 5);
        });
    }

    @Test
    void showsTheNewestMinuteGrowing() {
        int early = sumOf("mystream_720p", EPOCH, EPOCH.plusSeconds(13));
        int later = sumOf("mystream_720p", EPOCH, EPOCH.plusSeconds(59));

        assertThat(later).isGreaterThan(early);
    }

    @Test
    void showsSomeMinutesLate() {
        assertThat(lateOver(60)).as("of 360 figures").isBetween(20L, 100L);
        assertThat(story.viewers(EPOCH, EPOCH.plus(HOUR), EPOCH.plus(HOUR).plusSeconds(60)))
                .hasSize(360);
    }

    @Test
    void restatesSomeMinutesAfterTheyAreOver() {
        long restated = 0;
        for (int minute = 0; minute < 30; minute++) {
            Instant begins = EPOCH.plus(minute, MINUTES);
            List<Viewers> first = story.viewers(begins, begins.plusSeconds(60), begins.plusSeconds(61));
            List<Viewers> last = story.viewers(begins, begins.plusSeconds(60), begins.plusSeconds(300));
            restated += first.stream()
                    .filter(v -> last.stream().anyMatch(w -> key(v).equals(key(w)) && w.sum() > v.sum()))
                    .count();
        }

        assertThat(restated).as("of 180 figures").isBetween(10L, 70L);
    }

    @Test
    void standsStillOnceAFigureIsOld() {
        Instant begins = EPOCH.minus(HOUR);

        assertThat(story.viewers(begins, EPOCH, EPOCH.plusSeconds(120)))
                .isEqualTo(story.viewers(begins, EPOCH, EPOCH.plus(HOUR)));
    }

    @Test
    void letsTheRunningHourGrowAndLeavesThePastAlone() {
        LocalDate day = LocalDate.of(2026, 11, 23);

        Playback begun = story.desktop(day, 18, EPOCH.plusSeconds(600)); // 18:10 +08:00
        Playback over = story.desktop(day, 18, EPOCH.plus(HOUR));

        assertThat(begun.views()).isPositive().isLessThan(over.views());
        assertThat(story.desktop(day, 18, EPOCH.plus(HOUR.multipliedBy(9)))).isEqualTo(over);
        assertThat(story.mobile(day, 18, EPOCH.plus(HOUR)).views()).isGreaterThan(over.views());
    }

    @Test
    void tellsPolyvHowFarBehindItIs_whichChangesNothingThatHappened() {
        Scenario behind = story.withPlaybackDelay(HOUR);

        assertThat(story.playbackDelay()).isZero();
        assertThat(Scenario.of(42, EPOCH).playbackDelay()).isEqualTo(Duration.ofMinutes(90));
        assertThat(behind.playbackDelay()).isEqualTo(HOUR);
        assertThat(behind.desktop(LocalDate.of(2026, 11, 23), 17, EPOCH))
                .isEqualTo(story.desktop(LocalDate.of(2026, 11, 23), 17, EPOCH));
    }

    @Test
    void pushesWithInterruptionsAnOpenSessionAnOddCountAndOneOverMidnight() {
        List<Push> pushes = story.pushes(EPOCH.minus(Duration.ofDays(1)), EPOCH, EPOCH);

        assertThat(pushes.stream().filter(p -> p.stream().equals("live/channel1")))
                .hasSizeGreaterThan(10);
        assertThat(pushes.stream().filter(p -> p.end() == null && p.stream().equals("live/channel2")))
                .hasSize(1);
        assertThat(pushes)
                .anyMatch(p -> p.end() != null
                        && p.durationMillis()
                                < Duration.between(p.start(), p.end()).toMillis());
        Instant midnight = Instant.parse("2026-11-22T16:00:00Z");
        assertThat(pushes)
                .anyMatch(p -> p.domain().equals("push.example-b.com")
                        && p.stream().equals("live/channel2")
                        && p.start().isBefore(midnight)
                        && p.end() != null
                        && p.end().isAfter(midnight));
    }

    @Test
    void neverPushesOneStreamTwiceAtOnce() {
        List<Push> pushes = story.pushes(EPOCH.minus(Duration.ofDays(2)), EPOCH, EPOCH);

        for (Push one : pushes) {
            assertThat(pushes)
                    .filteredOn(p -> !p.equals(one)
                            && p.domain().equals(one.domain())
                            && p.stream().equals(one.stream())
                            && !p.start().isBefore(one.start())
                            && (one.end() == null || p.start().isBefore(one.end())))
                    .isEmpty();
        }
    }

    private int sumOf(String stream, Instant minute, Instant asOf) {
        return story.viewers(minute, minute.plusSeconds(60), asOf).stream()
                .filter(v -> v.stream().equals(stream))
                .mapToInt(Viewers::sum)
                .sum();
    }

    /** Of the figures of so many minutes, those that do not show as soon as their minute is over. */
    private long lateOver(int minutes) {
        long late = 0;
        for (int minute = 0; minute < minutes; minute++) {
            Instant begins = EPOCH.plus(minute, MINUTES);
            late += 6
                    - story.viewers(begins, begins.plusSeconds(60), begins.plusSeconds(61))
                            .size();
        }
        return late;
    }

    private static Viewers key(Viewers v) {
        return new Viewers(v.app(), v.stream(), v.minute(), 0, 0, 0, 0);
    }
}
