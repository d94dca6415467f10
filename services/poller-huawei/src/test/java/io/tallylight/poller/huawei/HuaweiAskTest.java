package io.tallylight.poller.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.poller.Cursor;
import io.tallylight.poller.Plan;
import io.tallylight.poller.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HuaweiAskTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.700Z");
    private static final Instant END = Instant.parse("2026-11-23T11:59:00Z");
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final HuaweiConfig CONFIG = Fixtures.config(Map.of());
    private static final OptionalLong NONE = OptionalLong.empty();

    @Test
    void asksUpToTheSettledPresentInWholeSeconds() {
        Plan<HuaweiAsk> plan = plan(Cursor.since(END.minusSeconds(600)));

        assertThat(plan.next()).isEqualTo(NOW.plus(EVERY));
        assertThat(plan.asks()).singleElement().satisfies(ask -> {
            assertThat(ask.span()).isEqualTo(new Span(END.minusSeconds(600), END));
            assertThat(ask.finalBefore()).isEqualTo(END.minus(Duration.ofMinutes(10)));
            assertThat(ask.startTime()).isEqualTo(END.minusSeconds(660));
        });
    }

    @Test
    void readsTheOverlapAgainTogetherWithWhatIsNew() {
        Instant before = END.minusSeconds(30);
        Cursor cursor = Cursor.since(END.minusSeconds(3600))
                .read(new Span(END.minusSeconds(3600), before), before.minus(Duration.ofMinutes(10)), before);

        assertThat(plan(cursor).asks())
                .extracting(HuaweiAsk::span)
                .containsExactly(new Span(END.minusSeconds(630), END));
    }

    @Test
    void asksNothingBeforeTheFirstSecondIsSettled() {
        Plan<HuaweiAsk> plan = plan(Cursor.since(NOW));

        assertThat(plan.asks()).isEmpty();
        assertThat(plan.next()).isEqualTo(NOW.plus(EVERY));
    }

    @Test
    void endsLaterThanItStartsWithinOneSecond() {
        Cursor cursor = Cursor.since(END.minusMillis(1));
        HuaweiConfig noLead = Fixtures.config(Map.of("HUAWEI_LEAD", "PT0S"));

        HuaweiAsk ask = HuaweiAsk.plan(cursor, NOW, EVERY, noLead).asks().get(0);

        assertThat(ask.startTime()).isEqualTo(END.minusSeconds(1));
    }

    @Test
    void asksThePresentFirstAfterAnOutage() {
        Cursor cursor = Cursor.since(END.minus(Duration.ofHours(60)));

        assertThat(plan(cursor).asks())
                .extracting(HuaweiAsk::span)
                .containsExactly(hours(12, 0), hours(60, 36), hours(36, 12));
    }

    @Test
    void neverKeepsThePresentWaitingForALongBacklog() {
        Cursor cursor = Cursor.since(END.minus(Duration.ofDays(200)));
        Plan<HuaweiAsk> plan = plan(cursor);

        assertThat(plan.asks()).hasSize(8);
        assertThat(plan.asks().get(0).span().to()).isEqualTo(END);
        assertThat(plan.next()).isEqualTo(NOW);
    }

    @Test
    void settlesTheWholeBacklogInTheEnd() {
        Cursor cursor = Cursor.since(END.minus(Duration.ofDays(20)));
        for (int turn = 0; turn < 3; turn++) {
            for (HuaweiAsk ask : plan(cursor).asks()) {
                cursor = cursor.read(ask.span(), ask.finalBefore(), NOW);
            }
        }

        assertThat(cursor.settledBefore()).isEqualTo(END.minus(Duration.ofMinutes(10)));
    }

    @Test
    void pagesByWhatArrives() {
        assertThat(Fixtures.ASK.next(2, OptionalLong.of(50))).singleElement().satisfies(next -> {
            assertThat(next.offset()).isEqualTo(2);
            assertThat(next.total()).hasValue(50);
            assertThat(next.span()).isEqualTo(Fixtures.ASK.span());
        });
    }

    @Test
    void isCompleteAtTheTotalOrAtAnEmptyPage() {
        assertThat(Fixtures.ASK.next(2, OptionalLong.of(2))).isEmpty();
        assertThat(Fixtures.ASK.next(0, OptionalLong.of(2))).isEmpty();
        assertThat(Fixtures.ASK.next(0, NONE)).isEmpty();
        assertThat(Fixtures.ASK.next(100, NONE)).hasSize(1);
    }

    @Test
    void beginsAgainWhenTheTotalChanges() {
        HuaweiAsk second = Fixtures.ASK.next(100, OptionalLong.of(150)).get(0);

        assertThat(second.next(51, OptionalLong.of(151))).singleElement().satisfies(again -> {
            assertThat(again.offset()).isZero();
            assertThat(again.total()).isEmpty();
            assertThat(again.restarts()).isEqualTo(1);
            assertThat(again.page()).isEqualTo(3);
        });
    }

    @Test
    void goesOnAfterThreeRestartsAndSaysThatTheTotalIsUnstable() {
        HuaweiAsk ask = Fixtures.ASK;
        for (int restart = 0; restart < 3; restart++) {
            ask = ask.next(100, OptionalLong.of(150))
                    .get(0)
                    .next(50, OptionalLong.of(151))
                    .get(0);
        }
        HuaweiAsk last = ask.next(100, OptionalLong.of(150)).get(0);

        assertThat(last.unstable(OptionalLong.of(151))).isTrue();
        assertThat(last.unstable(OptionalLong.of(150))).isFalse();
        assertThat(last.next(51, OptionalLong.of(151))).isEmpty();
        assertThat(last.next(50, OptionalLong.of(151)))
                .extracting(HuaweiAsk::offset)
                .containsExactly(150);
    }

    private static Plan<HuaweiAsk> plan(Cursor cursor) {
        return HuaweiAsk.plan(cursor, NOW, EVERY, CONFIG);
    }

    private static Span hours(int from, int to) {
        List<Instant> ends = List.of(END.minus(Duration.ofHours(from)), END.minus(Duration.ofHours(to)));
        return new Span(ends.get(0), ends.get(1));
    }
}
