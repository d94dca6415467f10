package io.tallylight.scte35;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written is what is read, for sections made from a seed; a failure names the seed. */
class RoundTripTest {
    private static final long SEED = Long.getLong("tallylight.seed", System.nanoTime());
    private static final int SECTIONS = 20_000;

    private final RandomSplice sections = new RandomSplice(new Random(SEED));

    @Test
    void readsWhatItWrote() {
        for (int run = 0; run < SECTIONS; run++) {
            SpliceInfo info = sections.info();

            Decoded decoded = Splice.decode(Splice.encode(info));

            assertThat(decoded.crcValid())
                    .as("run %d of -Dtallylight.seed=%d", run, SEED)
                    .isTrue();
            assertThat(contentOf(requireNonNull(decoded.info())))
                    .as("run %d of -Dtallylight.seed=%d", run, SEED)
                    .isEqualTo(contentOf(info));
        }
    }

    @Test
    void writesWhatItRead() {
        for (int run = 0; run < SECTIONS; run++) {
            byte[] bytes = Splice.encode(sections.info());

            byte[] again = Splice.encode(SpliceInfoTest.read(bytes));

            assertThat(again).as("run %d of -Dtallylight.seed=%d", run, SEED).isEqualTo(bytes);
        }
    }

    @Test
    void goesThroughBase64Unchanged() {
        SpliceInfo info = sections.info();

        assertThat(Splice.decodeBase64(Splice.encodeBase64(info))).isEqualTo(Splice.decode(Splice.encode(info)));
    }

    /** All that is not worked out by the encoder. */
    private static List<Object> contentOf(SpliceInfo info) {
        return List.of(
                List.of(info.tableId(), info.sectionSyntaxIndicator(), info.privateIndicator(), info.sapType()),
                List.of(info.protocolVersion(), info.encryptedPacket(), info.encryptionAlgorithm()),
                List.of(info.ptsAdjustment(), info.cwIndex(), info.tier()),
                info.command(),
                info.commandTrailing(),
                info.descriptors(),
                info.descriptorTrailing(),
                info.alignmentStuffing());
    }
}
