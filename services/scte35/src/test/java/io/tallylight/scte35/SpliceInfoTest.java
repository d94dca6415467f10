package io.tallylight.scte35;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallylight.scte35.SpliceCommand.BreakDuration;
import io.tallylight.scte35.SpliceCommand.SpliceInsert;
import io.tallylight.scte35.SpliceCommand.SpliceNull;
import io.tallylight.scte35.SpliceCommand.SpliceTime;
import io.tallylight.scte35.SpliceCommand.TimeSignal;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SpliceInfoTest {
    static SpliceInfo read(byte[] bytes) {
        return requireNonNull(Splice.decode(bytes).info());
    }

    @Test
    void addsTheAdjustmentWithoutItsCarry() {
        SpliceInfo info = SpliceInfo.of(new TimeSignal(SpliceTime.at(Pts.MODULUS - 90_000)), List.of());

        assertThat(info.withPtsAdjustment(270_000).effectivePts()).hasValue(180_000);
    }

    @Test
    void hasNoTimeWhenTheCommandHasNone() {
        assertThat(SpliceInfo.of(new SpliceNull(), List.of()).effectivePts()).isEmpty();
        assertThat(SpliceInfo.of(SpliceInsert.program(1, true, null, null), List.of())
                        .effectivePts())
                .isEmpty();
    }

    @Test
    void takesTheFirstComponentsTimeAsDefault() {
        List<SpliceCommand.Component> components = List.of(
                new SpliceCommand.Component(3, SpliceTime.at(900)),
                new SpliceCommand.Component(4, SpliceTime.UNSPECIFIED));
        SpliceInsert insert = new SpliceInsert(1, false, true, false, false, true, null, components, null, 0, 0, 0);

        assertThat(SpliceInfo.of(insert, List.of()).effectivePts()).hasValue(900);
    }

    @Test
    void encodesTheSpecificationsOwnExample() {
        SpliceInsert out = SpliceInsert.program(
                0x4800008F, true, SpliceTime.at(1_936_310_318), new BreakDuration(true, 5_426_421));
        SpliceDescriptor avail = new SpliceDescriptor.AvailDescriptor(309);

        SpliceInfo info = read(Splice.encode(SpliceInfo.of(out, List.of(avail))));

        // The same as sample 14.2 of the specification but for its cw_index of 255.
        SpliceInfo sample =
                requireNonNull(Splice.decodeBase64(Vector.named("TestDecodeBase64: Sample 14.2 splice_insert")
                                .base64())
                        .info());
        assertThat(info.command()).isEqualTo(sample.command());
        assertThat(info.descriptors()).isEqualTo(sample.descriptors());
        assertThat(info.sectionLength()).isEqualTo(sample.sectionLength());
        assertThat(info.spliceCommandLength()).isEqualTo(sample.spliceCommandLength());
    }

    @Test
    void refusesToWriteWhatItsFieldCannotHold() {
        SpliceInfo tier = SpliceInfo.of(new SpliceNull(), List.of()).withTier(0x1000);
        SpliceInfo event = SpliceInfo.of(SpliceInsert.cancel(1L << 32), List.of());
        SpliceInfo upid =
                SpliceInfo.of(new SpliceNull(), List.of(segment(SegmentationUpid.ofText(9, "x".repeat(256)))));

        assertThatThrownBy(() -> Splice.encode(tier)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Splice.encode(event)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Splice.encode(upid)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesASectionThatIsTooLong() {
        SpliceDescriptor large = segment(SegmentationUpid.ofText(9, "x".repeat(200)));
        SpliceInfo info = SpliceInfo.of(new SpliceNull(), Collections.nCopies(20, large));

        assertThatThrownBy(() -> Splice.encode(info)).hasMessageContaining("section_length");
    }

    private static SegmentationDescriptor segment(SegmentationUpid upid) {
        return SegmentationDescriptor.program(7, 0x34, OptionalLong.empty(), upid, 0, 0);
    }
}
