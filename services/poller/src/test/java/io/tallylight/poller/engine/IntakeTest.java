package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.data;
import static io.tallylight.poller.engine.World.misfit;
import static io.tallylight.poller.engine.World.since;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Completeness;
import io.tallylight.event.PushSession;
import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import io.tallylight.poller.Window;
import io.tallylight.poller.engine.PollWatch.Outcome;
import io.tallylight.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final Instant START = World.START;
    private final World world = new World();

    @Test
    void publishesANewRowOnceHoweverOftenItIsAnswered() {
        answers(START, 5);

        world.run(Duration.ofSeconds(45));

        assertThat(world.events).hasSize(1);
        assertThat(world.rows.get(Outcome.NEW)).isEqualTo(1);
        assertThat(world.rows.get(Outcome.UNCHANGED)).isEqualTo(4);
    }

    @Test
    void publishesARestatedRowAsTheNextRevision() {
        answers(START, 5);
        world.run(Duration.ofSeconds(15));
        answers(START, 6);
        world.run(Duration.ofSeconds(20));

        assertThat(world.events(ViewerCount.class))
                .extracting(ViewerCount::getRevision, ViewerCount::getViewersAvg)
                .containsExactly(tuple(1, 5.0), tuple(2, 6.0));
        assertThat(world.rows.get(Outcome.REVISED)).isEqualTo(1);
    }

    @Test
    void publishesTheFinalRevisionOnceThoughNothingElseChanged() {
        answers(START, 5);

        world.run(Duration.ofMinutes(5));

        assertThat(world.events(ViewerCount.class))
                .extracting(ViewerCount::getRevision, ViewerCount::getCompleteness)
                .containsExactly(tuple(1, Completeness.PROVISIONAL), tuple(2, Completeness.FINAL));
    }

    @Test
    void leavesARowAloneThatIsRestatedAfterItWasFinal() {
        answers(START, 5);
        world.run(Duration.ofMinutes(5));
        answers(START, 9);
        world.run(Duration.ofMinutes(1));

        assertThat(world.events).hasSize(2);
        assertThat(world.rows.get(Outcome.SETTLED)).isPositive();
    }

    @Test
    void leavesARowAloneThatNobodyWanted() {
        answers(START.minusSeconds(60), 5);

        world.run(Duration.ofSeconds(30));

        assertThat(world.events).isEmpty();
        assertThat(world.rows.get(Outcome.SETTLED)).isPositive();
    }

    @Test
    void flagsAFigureThatBecameSmaller() {
        world.feed.topic = Topics.PUSH_SESSION;
        world.restart();
        pushes(Duration.ofSeconds(30));
        world.run(Duration.ofSeconds(15));
        pushes(Duration.ofSeconds(20));
        world.run(Duration.ofSeconds(30));

        assertThat(world.events(PushSession.class))
                .extracting(PushSession::getDurationMillis, PushSession::getFlags)
                .containsExactly(tuple(30_000L, List.of()), tuple(20_000L, List.of("decreased")));
    }

    /** An open push lies where the window ends, again and again somewhere else. */
    @Test
    void knowsARowAgainThatMoves() {
        world.feed.topic = Topics.PUSH_SESSION;
        world.restart();
        pushes(Duration.ofSeconds(30));

        world.run(Duration.ofMinutes(10));

        assertThat(world.events(PushSession.class))
                .extracting(PushSession::getRevision)
                .containsExactly(1);
        assertThat(world.page.get("158/live")).containsEntry("rowsRemembered", 1);
    }

    @Test
    void rejectsAMisfitOnceThoughItIsAnsweredAgainAndAgain() {
        world.provider = fetch -> misfit(new Misfit("expected a number, found x", "avg", "{\"avg\":\"x\"}"));
        world.wants("158", since("158/live", START));

        world.run(Duration.ofMinutes(10));

        assertThat(world.rejections).singleElement().satisfies(rejection -> {
            assertThat(rejection.getReason()).isEqualTo("expected a number, found x");
            assertThat(rejection.getField()).isEqualTo("avg");
            assertThat(rejection.getSource()).isEqualTo("158/live");
        });
    }

    @Test
    void rejectsAnEventThatCannotBeWrittenAndKeepsItsNeighbours() {
        Row unwritable = Events.other(START, "b", 1);
        unwritable.event().put("app", null);
        Answer<Window> answer = data(Events.row(START, 5), unwritable, Events.other(START, "c", 7));
        world.provider = fetch -> answer;
        world.wants("158", since("158/live", START));

        world.run(Duration.ofSeconds(5));

        assertThat(world.events).hasSize(2);
        assertThat(world.rejections)
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.getReason()).startsWith("The event cannot be written"));
    }

    private void answers(Instant minute, long viewers) {
        world.provider = fetch -> data(Events.row(minute, viewers));
        world.wants("158", since("158/live", START));
    }

    private void pushes(Duration duration) {
        world.provider = fetch ->
                data(Events.push(START, null, duration, fetch.ask().span().to().minusMillis(1)));
        world.wants("158", since("158/live", START));
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
