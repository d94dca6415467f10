package io.tallylight.alerter;

import static io.tallylight.alerter.Cues.CHANNEL;
import static io.tallylight.alerter.Cues.at;
import static io.tallylight.alerter.Cues.in;
import static io.tallylight.alerter.Cues.out;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallylight.event.AdBreak;
import io.tallylight.event.BreakEnd;
import io.tallylight.event.Cue;
import io.tallylight.runtime.Env;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class AlerterProcessorTest {

    private static final AlerterConfig CONFIG = Env.read(Map.of(), AlerterConfig::from);

    /** One life of the processor over a store that outlives it. */
    private static final class Life {

        final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
        final AlerterProcessor processor = new AlerterProcessor(CONFIG, new SimpleMeterRegistry());

        Life(KeyValueStore<String, byte[]> store, double start) {
            context.setCurrentSystemTimeMs(at(start).toEpochMilli());
            context.addStateStore(store);
            store.init(context.getStateStoreContext(), store);
            processor.init(context);
        }

        Life hear(Cue cue, double when) {
            context.setCurrentSystemTimeMs(at(when).toEpochMilli());
            processor.process(new Record<>(CHANNEL, cue, 0));
            return this;
        }

        Life tick(double when) {
            context.setCurrentSystemTimeMs(at(when).toEpochMilli());
            context.scheduledPunctuators().get(0).getPunctuator().punctuate(at(when).toEpochMilli());
            return this;
        }

        List<SpecificRecord> told() {
            List<SpecificRecord> told = context.forwarded().stream()
                    .<SpecificRecord>map(forward -> valueOf(forward))
                    .toList();
            context.resetForwards();
            return told;
        }

        private static SpecificRecord valueOf(CapturedForward<? extends String, ? extends SpecificRecord> forward) {
            return forward.record().value();
        }
    }

    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(AlerterTopology.STORE), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    @Test
    void rebuildsItsTimersFromTheStore() {
        new Life(store, 0).hear(out("o", 7, 10, 6, 30, true), 6).tick(15);
        Life second = new Life(store, 20);

        assertThat(second.tick(39.9).told()).isEmpty();

        AdBreak ended = (AdBreak) second.tick(40).told().get(0);
        assertThat(ended.getRevision()).isEqualTo(3);
        assertThat(ended.getEndedBy()).isEqualTo(BreakEnd.AUTO_RETURN);
        assertThat(ended.getActualEndAt()).isEqualTo(at(40));
    }

    @Test
    void missesNoReturnThatIsStillToBeReadAfterARestart() {
        new Life(store, 0).hear(out("o", 7, 10, 6, 30, false), 6).tick(15);
        Life second = new Life(store, 3600);

        assertThat(second.tick(3601).told()).isEmpty();

        second.hear(in("i", 7, 40, 38), 3602);
        List<SpecificRecord> told = second.tick(3605).tick(3700).told();
        assertThat(told).hasSize(1);
        assertThat(((AdBreak) told.get(0)).getActualEndAt()).isEqualTo(at(40));
    }

    @Test
    void asksForACommitOnlyWhenSomethingWasDue() {
        Life life = new Life(store, 0).hear(out("o", 7, 10, 6, 30, true), 6);
        assertThat(life.context.committed()).isTrue();
        life.context.resetCommit();

        life.tick(7).tick(8).tick(9.9);

        assertThat(life.context.committed()).isFalse();

        assertThat(life.tick(10).context.committed()).isTrue();
    }
}
