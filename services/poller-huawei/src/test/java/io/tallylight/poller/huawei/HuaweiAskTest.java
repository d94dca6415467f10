package io.tallylight.poller.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HuaweiAskTest {

    private static final OptionalLong NONE = OptionalLong.empty();

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
}
