package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.data;
import static io.tallylight.poller.engine.World.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.PollTarget;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A failing account harms only itself. */
class PollEngineBreakerTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private final World world = new World();

    @Test
    void asksOneRequestAtATimeUntilTheCredentialsAreAccepted() {
        world.latency = SECOND;
        world.wants("158", many(8));

        world.run(Duration.ofMillis(990));
        assertThat(world.asked).hasSize(1);

        world.run(Duration.ofMillis(40));
        assertThat(world.asked).hasSize(1 + world.bounds.mostInFlight());
    }

    @Test
    void asksOneRequestAtATimeAgainAfterTheCredentialsWereReplaced() {
        world.latency = SECOND;
        world.wants("158", many(8));
        world.run(Duration.ofMillis(9500));
        world.provider = fetch -> fetch.credentials().equals("new") ? new Answer.Denied<>("401") : data();

        world.wants("158", "new", many(8));
        world.run(Duration.ofSeconds(30));

        assertThat(world.asked.stream().filter(fetch -> fetch.credentials().equals("new")))
                .hasSize(1);
    }

    @Test
    void hardlyAsksAnAccountThatOnlyBreaksAndOneRequestAtATime() {
        world.wants("158", many(100));
        world.run(Duration.ofSeconds(2));
        world.latency = Duration.ofMillis(500);
        world.provider = fetch -> new Answer.Broken<>("500");
        world.asked.clear();

        world.run(Duration.ofMinutes(30));

        assertThat(world.asked).hasSizeBetween(10, 25);
        List<Instant> probes = world.asked.stream().map(Fetch::askedAt).skip(9).toList();
        for (int i = 1; i < probes.size(); i++) {
            assertThat(Duration.between(probes.get(i - 1), probes.get(i))).isGreaterThan(Duration.ofSeconds(2));
        }
        assertThat(facts().breaker(world.now)).isNotEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void goesOnAtFullPaceWithTheFirstAnswer() {
        breaksFor(Duration.ofMinutes(5));
        world.provider = fetch -> data();
        world.run(Duration.ofMinutes(5));

        assertThat(facts().breaker(world.now)).isEqualTo(Breaker.State.CLOSED);
        int before = world.asked.size();
        world.run(Duration.ofSeconds(10));
        assertThat(world.asked.size() - before).isBetween(90, 101);
    }

    @Test
    void remembersOverARestartThatTheAccountBreaks() {
        breaksFor(Duration.ofMinutes(5));
        world.asked.clear();

        world.restart().wants("158", many(10));
        world.run(Duration.ofMinutes(10));

        assertThat(world.asked).hasSizeBetween(1, 6);
    }

    @Test
    void leavesTheLatencyOfOtherAccountsAsItWas() {
        world.feed.quota = new Quota(2000, Duration.ofSeconds(10));
        world.wants("158", many(100));
        world.wants("159", target("well", SECOND));
        world.latencyOf = fetch -> fetch.account().equals("158") ? Duration.ofSeconds(30) : world.latency;
        world.provider = fetch -> fetch.account().equals("158") ? new Answer.Broken<>("hangs") : data();

        world.run(Duration.ofMinutes(5));

        List<Instant> turns = world.askedAt("well");
        assertThat(turns).hasSizeBetween(280, 301);
        for (int i = 1; i < turns.size(); i++) {
            assertThat(Duration.between(turns.get(i - 1), turns.get(i))).isLessThanOrEqualTo(Duration.ofMillis(1100));
        }
    }

    private void breaksFor(Duration time) {
        world.wants("158", many(10));
        world.run(SECOND);
        world.provider = fetch -> new Answer.Broken<>("500");
        world.run(time);
    }

    private AccountFacts facts() {
        return java.util.Objects.requireNonNull(world.accounts.get("158"));
    }

    private static PollTarget[] many(int count) {
        return IntStream.range(0, count).mapToObj(i -> target("t" + i, SECOND)).toArray(PollTarget[]::new);
    }
}
