package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.START;
import static io.tallylight.poller.engine.World.data;
import static io.tallylight.poller.engine.World.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.PollTarget;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Quota;
import io.tallylight.poller.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Quotas, rests and faults: who waits, how long, and who does not. */
class PollEngineRestsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private final World world = new World();

    @Test
    void keepsTheQuotaOfAnAccountOverAllOfItsTargets() {
        world.feed.quota = new Quota(20, Duration.ofSeconds(10));
        world.wants("158", many(50, SECOND));

        world.run(Duration.ofMinutes(2));

        assertThat(mostIn(Duration.ofSeconds(10))).isBetween(16, 20);
    }

    @Test
    void keepsTheQuotaOverARestart() {
        world.feed.quota = new Quota(20, Duration.ofSeconds(10));
        world.wants("158", many(50, SECOND));
        world.run(Duration.ofSeconds(30));

        world.restart().wants("158", many(50, SECOND));
        world.run(Duration.ofSeconds(30));

        assertThat(mostIn(Duration.ofSeconds(10))).isLessThanOrEqualTo(20);
    }

    @Test
    void starvesNoTargetWhenTheQuotaIsTooSmallForAll() {
        world.feed.quota = new Quota(10, Duration.ofSeconds(10));
        PollTarget[] targets = many(30, SECOND);
        world.wants("158", targets);

        world.run(Duration.ofMinutes(5));

        for (PollTarget target : targets) {
            assertThat(world.askedAt(target.getId())).hasSizeBetween(8, 10);
        }
    }

    @Test
    void neverHasMoreRequestsOfAnAccountInFlightThanAllowed() {
        world.bounds = new Bounds(3, Duration.ZERO);
        world.latency = SECOND;
        world.restart();
        world.wants("158", many(20, SECOND));

        world.run(Duration.ofSeconds(20));

        assertThat(mostIn(SECOND)).isEqualTo(3);
        assertThat(world.asked.stream().map(fetch -> fetch.target().getId()).distinct())
                .hasSize(20);
    }

    @Test
    void restsTheWholeAccountAsLongAsTheProviderAsks() {
        world.wants("158", target("a", SECOND), target("b", SECOND));
        world.wants("159", target("c", SECOND));
        answersFrom("a", new Answer.Throttled<>(Duration.ofSeconds(30), "429"));
        world.run(Duration.ofMillis(200));
        world.provider = fetch -> data();
        int before = world.asked.size();

        world.run(Duration.ofSeconds(29));
        assertThat(askedSince(before)).containsOnly("c").hasSizeGreaterThan(25);

        world.run(Duration.ofSeconds(8));
        assertThat(askedSince(before)).contains("a", "b");
    }

    @Test
    void restsAThrottledAccountOverARestart() {
        world.wants("158", target("a", SECOND));
        answersFrom("a", new Answer.Throttled<>(Duration.ofMinutes(1), "429"));
        world.run(SECOND);
        int before = world.asked.size();

        world.restart().wants("158", target("a", SECOND), target("b", SECOND));
        world.run(Duration.ofSeconds(58));

        assertThat(askedSince(before)).isEmpty();
    }

    @Test
    void restsADeniedAccountOverARestart() {
        world.wants("158", target("a", SECOND));
        answersFrom("a", new Answer.Denied<>("401"));
        world.run(SECOND);
        int before = world.asked.size();

        world.restart().wants("158", target("a", SECOND), target("b", SECOND));
        world.run(Duration.ofSeconds(58));

        assertThat(askedSince(before)).isEmpty();
    }

    @Test
    void asksADeniedAccountLessAndLessAndLeavesOthersAlone() {
        world.wants("158", many(10, SECOND));
        world.wants("159", target("well", SECOND));
        world.provider = fetch -> fetch.account().equals("158") ? new Answer.Denied<>("401") : data();

        world.run(Duration.ofMinutes(90));

        long asked = world.asked.stream()
                .filter(fetch -> fetch.account().equals("158"))
                .count();
        assertThat(asked).isEqualTo(5); // one at a time, at 0, 1, 11, 41 and 71 minutes
        assertThat(world.askedAt("well")).hasSizeGreaterThan(5000);
    }

    @Test
    void asksAtOnceWhenDeniedCredentialsAreReplaced() {
        world.wants("158", target("a"));
        world.provider = fetch -> fetch.credentials().equals("new") ? data() : new Answer.Denied<>("401");
        world.run(SECOND);

        world.wants("158", "new", target("a"));
        world.run(Duration.ofMinutes(1).plus(SECOND));

        assertThat(world.askedAt("a")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(world.answers.get("denied")).isEqualTo(1);
        assertThat(world.answers.get("data")).isPositive();
    }

    /** Two requests are on their way: one is denied, the other is told to wait. */
    @Test
    void keepsARetryAfterWhenDeniedCredentialsAreReplaced() {
        deniedAndThrottledFor(Duration.ofMinutes(5));

        world.wants("158", "new", target("a", SECOND), target("b", SECOND), target("c", SECOND));
        int before = world.asked.size();
        world.run(Duration.ofMinutes(4));
        assertThat(askedSince(before)).isEmpty();

        world.run(Duration.ofMinutes(2));
        assertThat(askedSince(before)).isNotEmpty();
    }

    @Test
    void keepsARetryAfterApartFromADenialOverARestart() {
        deniedAndThrottledFor(Duration.ofSeconds(30));

        world.restart()
                .wants(
                        "158",
                        target("a", SECOND),
                        target("b", SECOND),
                        target("c", SECOND)); // as the store brings it back
        world.wants("158", "new", target("a", SECOND), target("b", SECOND), target("c", SECOND));
        int before = world.asked.size();
        world.run(Duration.ofSeconds(28));
        assertThat(askedSince(before)).isEmpty();

        world.run(Duration.ofSeconds(10)); // the denial alone would last for a minute
        assertThat(askedSince(before)).isNotEmpty();
    }

    private void deniedAndThrottledFor(Duration retryAfter) {
        world.latencyOf = fetch -> fetch.target().getId().equals("c") ? world.latency : SECOND.multipliedBy(5);
        world.provider = fetch -> switch (fetch.target().getId() + " " + fetch.credentials()) {
            case "a credentials" -> new Answer.Throttled<>(retryAfter, "429");
            case "b credentials" -> new Answer.Denied<>("401");
            default -> data();
        };
        world.wants("158", target("c", SECOND), target("a", SECOND), target("b", SECOND));
        world.run(Duration.ofMillis(5200));
        assertThat(world.answers).containsEntry("throttled", 1L).containsEntry("denied", 1L);
    }

    @Test
    void backsOffFromABrokenTargetAndComesBackToItsPace() {
        world.wants("158", target("a", SECOND));
        world.provider = fetch -> new Answer.Broken<>("cut");
        world.run(Duration.ofMinutes(60));
        int broken = world.askedAt("a").size();
        assertThat(broken).isBetween(15, 60);

        world.provider = fetch -> data();
        world.run(Duration.ofMinutes(6));
        int recovered = world.askedAt("a").size();
        assertThat(world.page.get("a")).containsEntry("failures", 0);
        world.run(Duration.ofSeconds(20));
        assertThat(world.askedAt("a").size() - recovered).isBetween(18, 21);
    }

    @Test
    void restsARefusedTargetForLongAndNoOther() {
        world.wants("158", target("a", SECOND), target("b", SECOND));
        answersFrom("a", new Answer.Refused<>("no such channel"));

        world.run(Duration.ofMinutes(10));

        assertThat(world.askedAt("a")).hasSizeBetween(3, 7);
        assertThat(world.askedAt("b")).hasSizeGreaterThan(500);
        assertThat(world.page.get("a"))
                .containsEntry("lastAnswer", "refused")
                .containsEntry("reason", "no such channel");
    }

    @Test
    void harmsOnlyTheTargetWhosePlanThrows() {
        world.feed.planners.put("a", (target, cursor, now) -> {
            throw new IllegalStateException("no plan");
        });
        world.wants("158", target("a", SECOND), target("b", SECOND));

        world.run(Duration.ofMinutes(10));

        assertThat(world.askedAt("a")).isEmpty();
        assertThat(world.askedAt("b")).hasSizeGreaterThan(500);
        assertThat(world.feed.planned.stream().filter("a"::equals)).hasSizeBetween(6, 40);
    }

    private void answersFrom(String target, Answer<Window> answer) {
        world.provider = fetch -> fetch.target().getId().equals(target) ? answer : data();
    }

    private List<String> askedSince(int before) {
        return world.asked.subList(before, world.asked.size()).stream()
                .map(fetch -> fetch.target().getId())
                .toList();
    }

    private int mostIn(Duration window) {
        List<Instant> made = world.asked.stream().map(Fetch::askedAt).toList();
        return made.stream()
                .mapToInt(first -> (int) made.stream()
                        .filter(one -> !one.isBefore(first) && one.isBefore(first.plus(window)))
                        .count())
                .max()
                .orElse(0);
    }

    private static PollTarget[] many(int count, Duration every) {
        return IntStream.range(0, count).mapToObj(i -> target("t" + i, every)).toArray(PollTarget[]::new);
    }

    @Test
    void beginsAtOnce() {
        world.wants("158", target("a"));

        world.run(Duration.ofMillis(20));

        assertThat(world.askedAt("a")).containsExactly(START.plusMillis(20));
    }
}
