package io.tallylight.local.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.sandbox.Scenario;
import io.tallylight.sandbox.Story.Push;
import io.tallylight.sandbox.Story.Viewers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestatedStoryTest {

    private static final Instant EPOCH = Instant.parse("2026-11-23T10:20:30Z");
    private static final Instant NOW = EPOCH.plusSeconds(600);

    private final Scenario before = Scenario.demo(7, EPOCH);
    private final RestatedStory story = new RestatedStory(before);

    @Test
    void isTheStoryItselfUntilItIsRestated() {
        assertThat(viewers(0, 600)).isEqualTo(before.viewers(EPOCH, NOW, NOW));
    }

    @Test
    void putsTheLastMinutesRightEachTimeAndNoOlderOnes() {
        story.restate(NOW);
        story.restate(NOW);

        assertThat(viewers(0, 300)).isEqualTo(before.viewers(EPOCH, EPOCH.plusSeconds(300), NOW));
        assertThat(viewers(330, 570))
                .zipSatisfy(before.viewers(EPOCH.plusSeconds(330), EPOCH.plusSeconds(570), NOW), (now, then) -> {
                    assertThat(now.max()).isEqualTo(then.max() + 14);
                    assertThat(now.minute()).isEqualTo(then.minute());
                });
    }

    @Test
    void leavesWhatComesAfterwardsAsItIs() {
        story.restate(EPOCH);

        assertThat(viewers(1, 600)).isEqualTo(before.viewers(EPOCH.plusSeconds(1), NOW, NOW));
    }

    @Test
    void putsPlaysOfTheLastDayAndPushesThatAreOverRight() {
        LocalDate day = LocalDate.of(2026, 11, 23); // 18:30 in Shanghai
        story.restate(NOW);

        assertThat(story.desktop(day, 17, NOW).views())
                .isEqualTo(before.desktop(day, 17, NOW).views() + 7);
        assertThat(story.desktop(day, 18, NOW)).isEqualTo(before.desktop(day, 18, NOW));
        assertThat(story.pushes(NOW.minusSeconds(250), NOW, NOW))
                .zipSatisfy(
                        before.pushes(NOW.minusSeconds(250), NOW, NOW),
                        (now, then) -> assertThat(more(now, then)).isEqualTo(then.end() == null ? 0 : 1000));
    }

    private static long more(Push now, Push then) {
        return now.durationMillis() - then.durationMillis();
    }

    private List<Viewers> viewers(int from, int to) {
        return story.viewers(EPOCH.plusSeconds(from), EPOCH.plusSeconds(to), NOW);
    }
}
