package io.tallylight.benchmarks.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.benchmarks.provider.Truth;
import io.tallylight.benchmarks.provider.VirtualClock;
import io.tallylight.event.Completeness;
import io.tallylight.event.ViewerCount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Instant BEGUN = Instant.parse("2026-11-23T10:00:00Z");
    private static final int RESTATED = 6; // (6 * 7) % 10 is 2
    private static final int LATE = 0;
    private static final int USUAL = 9;

    private final VirtualClock clock = new VirtualClock(InstantSource.fixed(BEGUN), 60);
    private final Truth truth = new Truth(clock, BEGUN.toEpochMilli(), 10, 10, true);
    private final Ledger ledger = new Ledger(truth);
    private final long firstShown = BEGUN.toEpochMilli() + Truth.MINUTE;
    private final long restatedShown = firstShown + Truth.MINUTE;

    @Test
    void isRightOnceEveryRowIsThereInItsLatestVersion() throws IOException {
        for (int row = 0; row < 10; row++) {
            ledger.take(record(row, 0, 1, false), 0);
        }
        ledger.take(record(RESTATED, 1, 2, true), 0);

        assertThat(withoutWindowOne().isRight()).isTrue();
        assertThat(withoutWindowOne().rows()).isEqualTo(11);
        assertThat(withoutWindowOne().open()).isEqualTo(9);
    }

    @Test
    void countsWhatIsNotThere() throws IOException {
        ledger.take(record(USUAL, 0, 1, false), 0);

        assertThat(ledger.tally(firstShown).missing()).isEqualTo(7); // two of ten are late, one is there
    }

    @Test
    void countsARestatedRowInItsOldVersionAsStale() throws IOException {
        ledger.take(record(RESTATED, 0, 1, true), 0);

        assertThat(ledger.tally(firstShown).stale()).isZero();
        assertThat(ledger.tally(restatedShown).stale()).isEqualTo(1);
    }

    @Test
    void countsTheSameAgainAsADuplicate() throws IOException {
        ledger.take(record(USUAL, 0, 1, false), 0);
        ledger.take(record(USUAL, 0, 2, false), 0);

        assertThat(ledger.counts().duplicate()).isEqualTo(1);
    }

    @Test
    void countsASecondFinalAsADuplicate_butNotTheFirst() throws IOException {
        ledger.take(record(USUAL, 0, 1, false), 0);
        ledger.take(record(USUAL, 0, 2, true), 0);
        assertThat(ledger.counts().duplicate()).isZero();

        ledger.take(record(USUAL, 0, 3, true), 0);
        assertThat(ledger.counts().duplicate()).isEqualTo(1);
    }

    @Test
    void countsAnOldVersionAfterANewOneAsADuplicate() throws IOException {
        ledger.take(record(RESTATED, 1, 1, false), 0);
        ledger.take(record(RESTATED, 0, 2, false), 0);

        assertThat(ledger.counts().duplicate()).isEqualTo(1);
    }

    @Test
    void countsARevisionThatIsNotTheNextOneAsADuplicate_andSaysWhich() throws IOException {
        ledger.take(record(USUAL, 0, 2, false), 0);

        assertThat(ledger.counts().duplicate()).isEqualTo(1);
        assertThat(ledger.counts().firstDuplicate())
                .isEqualTo("window 0, row " + USUAL + ": revision 2, version 0; known were revision 0, version -1");
    }

    @Test
    void countsEachDuplicateOnce_soThatTheNextRevisionIsNone() throws IOException {
        ledger.take(record(USUAL, 0, 1, false), 0);
        ledger.take(record(USUAL, 0, 2, false), 0);
        ledger.take(record(USUAL, 0, 3, true), 0);

        assertThat(ledger.counts().duplicate()).isEqualTo(1);
    }

    @Test
    void countsFiguresThatTheProviderNeverSaidAsStale() throws IOException {
        ledger.take(record(USUAL, 0, 1, false, 7), 0);

        assertThat(ledger.tally(firstShown).stale()).isEqualTo(1);
    }

    @Test
    void measuresFromTheMomentThatARowShows_aLateOneWhenItDoes() throws IOException {
        ledger.measureFrom(0);
        ledger.take(record(LATE, 0, 1, false), truth.visibleAt(0, 1) + 40);

        assertThat(ledger.latencies().percentile(0.5)).isEqualTo(40);
    }

    /** At the moment when window 0 is restated window 1 shows too: leave it out. */
    private Tally withoutWindowOne() {
        Tally all = ledger.tally(restatedShown);
        return new Tally(all.missing() - 8, all.stale(), all.duplicate(), all.rows(), all.records(), all.open(), "");
    }

    private byte[] record(int row, int version, int revision, boolean complete) throws IOException {
        return record(row, version, revision, complete, 0);
    }

    private byte[] record(int row, int version, int revision, boolean complete, int wrong) throws IOException {
        int viewers = truth.average(0, row, version) + wrong;
        Completeness completeness = complete ? Completeness.FINAL : Completeness.PROVISIONAL;
        String stream = "sestore3/bench/channel0000" + row + ".mp4";
        ViewerCount event = new ViewerCount(
                "id",
                revision,
                BEGUN,
                completeness,
                "scaleengine",
                "158",
                "live",
                stream,
                BEGUN,
                60,
                (double) viewers,
                viewers - 9L,
                viewers + 9L,
                viewers + 100_000L,
                List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[5]);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(ViewerCount.class).write(event, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
