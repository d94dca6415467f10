package io.tallylight.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How soon the work goes on after a process was killed, stopped, doubled or asleep. Sessions and transactions last so long
 * here that whoever waits for their end fails.
 */
class RestartIT {

    private static final Logger log = LoggerFactory.getLogger(RestartIT.class);
    private static final Duration SESSION = Duration.ofSeconds(60);
    private static final Duration LONG_BEFORE = SESSION.dividedBy(2);
    private static final String SESSIONS = "session.timeout.ms=" + SESSION.toMillis() + "\n";
    private static final String NEVER_COMMITS =
            "producer.transaction.timeout.ms=600000\ncommit.interval.ms=500000\n" + SESSIONS;
    private static final String SHORT =
            "session.timeout.ms=6000\nproducer.transaction.timeout.ms=5000\ncommit.interval.ms=4000\n";
    private static Bus bus;

    @TempDir
    Path folder;

    private String prefix = "";
    private Relays relays;

    @BeforeAll
    static void start() {
        Logs.TEXT.configure();
        bus = new Bus();
    }

    @AfterAll
    static void stop() {
        bus.close();
    }

    @BeforeEach
    void prepare(TestInfo test) throws Exception {
        prefix = test.getTestMethod().orElseThrow().getName() + ".";
        relays = new Relays(bus, prefix, folder);
        bus.applyContracts(prefix);
    }

    @AfterEach
    void end() {
        relays.close();
    }

    @Test
    void goesOnAtOnceAfterItWasKilledInTheMiddleOfATransaction() throws Exception {
        Process killed = relays.process("one", NEVER_COMMITS);
        bus.writeTargets(prefix, 0, 100);
        await().atMost(LONG_BEFORE).until(() -> bus.written(prefix) >= 100);
        killed.destroyForcibly().waitFor();

        long from = System.nanoTime();
        try (Service restarted = relays.service("one", SESSIONS)) {
            awaitRelayed(100);

            tell("restarted and committed after kill -9", from);
            assertThat(restarted.ready()).isTrue();
        }
        assertThat(bus.relayed(prefix)).isEqualTo(numbers(100));
    }

    @Test
    void givesItsPartitionsAwayAtOnceWhenItStops() throws Exception {
        try (Service stays = relays.service("stays", SESSIONS);
                Service leaves = relays.service("leaves", SESSIONS)) {
            await().atMost(LONG_BEFORE)
                    .ignoreExceptions()
                    .until(() -> bus.owners(prefix).equals(Map.of("stays-1", 6, "leaves-1", 6)));

            leaves.close();

            long from = System.nanoTime();
            await().atMost(LONG_BEFORE).until(() -> bus.owners(prefix).equals(Map.of("stays-1", 12)));
            tell("the other owns all after a stop", from);
            assertThat(stays.ready()).isTrue();
        }
    }

    @Test
    void theOlderOfTwoProcessesWithOneNameSaysWhatToDoAndLeavesTheWorkToTheOther() throws Exception {
        try (Service older = relays.service("same", SESSIONS)) {
            bus.writeTargets(prefix, 0, 100);
            awaitRelayed(100);

            try (Service newer = relays.service("same", SESSIONS)) {
                Door door = new Door(older.opsPort());
                await().atMost(LONG_BEFORE).until(() -> door.get("/health/live").status() == 503);
                assertThat(door.get("/health/live").body())
                        .contains("Another process runs as instance same", "give each its own INSTANCE or OPS_PORT");
                bus.writeTargets(prefix, 100, 200);
                awaitRelayed(200);
                assertThat(newer.ready()).isTrue();
            }
        }
        assertThat(bus.relayed(prefix)).isEqualTo(numbers(200));
    }

    @Test
    void theOlderOfTwoProcessesWithOneNameGivesWayAlsoWhenItsProducerIsFencedFirst() throws Exception {
        try (Service older = relays.service("busy", NEVER_COMMITS + "heartbeat.interval.ms=25000\n")) {
            bus.writeTargets(prefix, 0, 100);
            await().atMost(LONG_BEFORE).until(() -> bus.written(prefix) >= 100);

            try (Service newer = relays.service("busy", SESSIONS)) {
                awaitRelayed(100);
                bus.writeTargets(prefix, 100, 200);
                awaitRelayed(200); // the older sent them too, and hears of it at its next one
                bus.writeTargets(prefix, 200, 300);
                awaitRelayed(300);
                assertThat(newer.ready()).isTrue();
                await().atMost(LONG_BEFORE)
                        .until(() ->
                                new Door(older.opsPort()).get("/health/live").status() == 503);
            }
        }
        assertThat(bus.relayed(prefix)).isEqualTo(numbers(300));
    }

    @Test
    void aThreadThatDiedIsReplacedAtOnce() throws Exception {
        AtomicBoolean once = new AtomicBoolean();
        Program<Integer> failing = Relay.watched((key, target) -> {
            if (target.getAccount().equals("50") && once.compareAndSet(false, true)) {
                throw new IllegalStateException("a fault that comes once");
            }
        });
        try (Service service = relays.service(failing, "mended", SESSIONS)) {
            bus.writeTargets(prefix, 0, 100);
            long from = System.nanoTime();

            awaitRelayed(100);

            tell("relayed in spite of a dead thread", from);
            assertThat(once).isTrue();
            assertThat(bus.owners(prefix)).isEqualTo(Map.of("mended-1", 12));
            assertThat(bus.transactionalIds(prefix)).containsExactly(prefix + "relay-mended-1");
            assertThat(service.ready()).isTrue();
        }
        assertThat(bus.relayed(prefix)).isEqualTo(numbers(100));
    }

    @Test
    void whoWakesAfterAnotherTookOverJoinsAgainAndDoublesNothing() throws Exception {
        Process sleeper = relays.process("sleeper", SHORT);
        bus.writeTargets(prefix, 0, 100);
        await().atMost(LONG_BEFORE).until(() -> bus.written(prefix) >= 100);
        Relays.signal(sleeper, "STOP");

        try (Service other = relays.service("other", SHORT)) {
            awaitRelayed(100);
            assertThat(bus.owners(prefix)).isEqualTo(Map.of("other-1", 12));

            Relays.signal(sleeper, "CONT");

            await().atMost(LONG_BEFORE).until(() -> bus.owners(prefix).equals(Map.of("other-1", 6, "sleeper-1", 6)));
            bus.writeTargets(prefix, 100, 200);
            awaitRelayed(200);
            assertThat(other.ready()).isTrue();
        }
        assertThat(bus.relayed(prefix)).isEqualTo(numbers(200));
    }

    /** Under the streams protocol no broker fences a member, and two would fence each other's producers for ever. */
    @Test
    void whoLosesItsWorkAgainAndAgainGivesUp() throws Exception {
        LastingNames names = new LastingNames("application", Optional.of("one"), Optional.empty());
        AtomicInteger losses = new AtomicInteger();
        Thread thread = new Thread(() -> losses.set(countUntilRefused(names)), "application-1-StreamThread-1");

        thread.start();
        thread.join();

        assertThat(losses).hasValue(5);
    }

    private static int countUntilRefused(LastingNames names) {
        for (int losses = 0; losses < 10; losses++) {
            try (var producer = names.getProducer(new HashMap<>(Map.of(
                    "bootstrap.servers",
                    bus.kafka().bootstrapServers(),
                    "client.id",
                    "application-1-StreamThread-1-producer")))) {
                assertThat(producer).isNotNull();
            } catch (FencedInstanceIdException refused) {
                return losses;
            }
        }
        return Integer.MAX_VALUE;
    }

    private void awaitRelayed(int count) {
        await().atMost(LONG_BEFORE).until(() -> bus.relayed(prefix).size() >= count);
    }

    private static void tell(String what, long from) {
        log.info("{}: {} ms", what, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
    }

    private static List<String> numbers(int before) {
        return IntStream.range(0, before).mapToObj(String::valueOf).toList();
    }
}
