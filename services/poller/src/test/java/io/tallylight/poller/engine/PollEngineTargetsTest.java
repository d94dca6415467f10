package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.START;
import static io.tallylight.poller.engine.World.data;
import static io.tallylight.poller.engine.World.since;
import static io.tallylight.poller.engine.World.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Row;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Targets that come, change and go while the engine runs. */
class PollEngineTargetsTest {

    private final World world = new World();

    @Test
    void takesAChangedPaceAtOnce() {
        world.wants("158", target("a", Duration.ofHours(1)));
        world.run(Duration.ofSeconds(1));

        world.wants("158", target("a", Duration.ofSeconds(1)));
        world.run(Duration.ofSeconds(10));

        assertThat(world.askedAt("a")).hasSizeBetween(10, 11);
    }

    @Test
    void asksATargetNoMoreThatIsGone() {
        world.wants("158", target("a"), target("b"));
        world.run(Duration.ofSeconds(1));

        world.wants("158", target("b"));
        world.run(Duration.ofMinutes(1));

        assertThat(world.askedAt("a")).hasSize(1);
        assertThat(world.askedAt("b")).hasSize(7);
        assertThat(world.page).containsOnlyKeys("b");
    }

    @Test
    void asksNothingOfAnAccountThatIsGone() {
        world.wants("158", target("a"));
        world.wants("159", target("c"));
        world.run(Duration.ofSeconds(1));

        world.wantsNothingOf("158");
        world.run(Duration.ofMinutes(1));

        assertThat(world.askedAt("a")).hasSize(1);
        assertThat(world.askedAt("c")).hasSize(7);
    }

    @Test
    void keepsTheCursorOfATargetThatComesBack() {
        answersOneRow();
        world.wants("158", since("a", START));
        world.run(Duration.ofSeconds(30));

        world.wantsNothingOf("158");
        world.run(Duration.ofSeconds(30));
        world.wants("158", since("a", START));
        world.run(Duration.ofSeconds(30));

        assertThat(world.asked).hasSizeGreaterThan(5);
        assertThat(world.events).hasSize(1);
    }

    @Test
    void keepsTheCursorWhenCredentialsChange() {
        answersOneRow();
        world.wants("158", since("a", START));
        world.run(Duration.ofSeconds(30));

        world.wants("158", "new", since("a", START));
        world.run(Duration.ofSeconds(30));

        assertThat(world.asked.get(world.asked.size() - 1).credentials()).isEqualTo("new");
        assertThat(world.events).hasSize(1);
    }

    @Test
    void tellsNothingTwiceWhenCredentialsChangeInTheMiddleOfAHugeAnswer() {
        takeHalfOfAHugeAnswer();

        world.wants("158", "new", since("a", START));
        world.run(Duration.ofSeconds(30));

        assertEachStreamOnce();
    }

    @Test
    void tellsNothingTwiceWhenATargetGoesAndComesBackInTheMiddleOfAHugeAnswer() {
        takeHalfOfAHugeAnswer();

        world.wantsNothingOf("158");
        world.wants("158", since("a", START));
        world.run(Duration.ofSeconds(30));

        assertEachStreamOnce();
    }

    @Test
    void dropsTheAnswerToATargetThatIsGone() {
        answersOneRow();
        world.wants("158", since("a", START));
        world.run(Duration.ofMillis(20));

        world.wantsNothingOf("158");
        world.run(Duration.ofSeconds(30));

        assertThat(world.asked).hasSize(1);
        assertThat(world.events).isEmpty();
    }

    @Test
    void minglesNoAnswersOfATargetThatWasGoneForAMoment() {
        world.latency = Duration.ofSeconds(5);
        world.wants("158", target("a", Duration.ofSeconds(60)));
        world.run(Duration.ofSeconds(1));

        world.wantsNothingOf("158");
        world.wants("158", target("a", Duration.ofSeconds(60)));
        world.run(Duration.ofSeconds(30));

        assertThat(world.askedAt("a")).hasSize(2);
        assertThat(world.page.get("a"))
                .containsEntry("answeredAt", START.plusMillis(10_020).toString());
    }

    @Test
    void keepsARetryAfterThatATargetLeftBehind() {
        world.provider = fetch -> new Answer.Throttled<>(Duration.ofMinutes(1), "429");
        world.wants("158", target("a"));
        world.run(Duration.ofMillis(20));
        world.wants("158", target("b"));
        world.run(Duration.ofMillis(80));
        int before = world.asked.size();

        world.run(Duration.ofSeconds(58));

        assertThat(world.asked).hasSize(before);
    }

    private void answersOneRow() {
        world.provider = fetch -> data(Events.row(START, 1));
    }

    private void takeHalfOfAHugeAnswer() {
        world.provider = fetch -> data(IntStream.range(0, 100)
                .mapToObj(i -> Events.other(START, "s" + i, i))
                .toArray(Row[]::new));
        world.wants("158", since("a", START));
        world.tick(0);
        world.now = START.plusSeconds(1);
        world.tick(50);
        assertThat(world.events).hasSize(50);
    }

    private void assertEachStreamOnce() {
        assertThat(world.events(ViewerCount.class))
                .extracting(ViewerCount::getStream)
                .hasSize(100)
                .doesNotHaveDuplicates();
    }
}
