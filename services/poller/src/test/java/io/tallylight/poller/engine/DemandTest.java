package io.tallylight.poller.engine;

import static io.tallylight.poller.engine.World.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.PollTarget;
import io.tallylight.poller.Quota;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemandTest {

    private static final Quota QUOTA = new Quota(100_000, Duration.ofMinutes(1));

    @Test
    void isWhatItsTargetsWantWhateverWasWantedBefore() {
        Demand demand = new Demand("158", QUOTA);
        List<PollTarget> others = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> target("t" + i, Duration.ofMillis(997L * i)))
                .toList();
        for (int week = 0; week < 100; week++) {
            others.forEach(demand::add);
            demand.add(target("stays", Duration.ofSeconds(7)));
            others.forEach(demand::remove);
            demand.remove(target("stays", Duration.ofSeconds(7)));
        }

        demand.add(target("stays", Duration.ofSeconds(7)));

        assertThat(demand.targets()).isOne();
        assertThat(demand.perMinute()).isEqualTo(60_000.0 / 7_000);
    }

    @Test
    void addsUpTargetsOfOneInterval() {
        Demand demand = new Demand("158", QUOTA);
        demand.add(target("a", Duration.ofSeconds(6)));
        demand.add(target("b", Duration.ofSeconds(6)));
        demand.add(target("c", Duration.ofSeconds(60)));

        demand.remove(target("b", Duration.ofSeconds(6)));

        assertThat(demand.perMinute()).isEqualTo(11);
    }
}
