package io.tallylight.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
