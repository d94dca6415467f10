package io.tallylight.normalizer.cues;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallylight.event.Cue;
import io.tallylight.event.CueInsert;
import io.tallylight.event.Disagreement;
import io.tallylight.event.Finding;
import io.tallylight.event.Metric;
import io.tallylight.event.SignalType;
import io.tallylight.event.SpliceSignal;
import io.tallylight.normalizer.mapping.Judged;
import io.tallylight.scte35.SegmentationDescriptor;
import io.tallylight.scte35.SegmentationUpid;
import io.tallylight.scte35.Splice;
import io.tallylight.scte35.SpliceCommand.SpliceInsert;
import io.tallylight.scte35.SpliceCommand.SpliceTime;
import io.tallylight.scte35.SpliceCommand.TimeSignal;
import io.tallylight.scte35.SpliceInfo;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SpliceCueTest {

    private final SpliceCue mapping = new SpliceCue();

    @Test
    void decodesTheProvidersExample() {
        Cue cue = cue(Signals.agreeing());

        assertThat(cue.getReadable()).isTrue();
        assertThat(cue.getCrcValid()).isTrue();
        assertThat(cue.getCommand()).isEqualTo("splice_insert");
        assertThat(cue.getCommandType()).isEqualTo(5);
        assertThat(cue.getPtsTime()).isEqualTo(6_300_000L);
        assertThat(cue.getTier()).isEqualTo(4095);
        assertThat(cue.getFindings()).isEmpty();
        assertThat(cue.getDisagreements()).isEmpty();
        assertThat(cue.getInsert()).isEqualTo(new CueInsert(1L, false, true, true, false, true, 2_700_000L, 1, 0, 0));
    }

    @Test
    void carriesTheRowOn() {
        Cue cue = cue(Signals.agreeing().setRevision(2).setRegion("eu-west"));

        assertThat(cue.getId()).isEqualTo(cue.getSourceId());
        assertThat(cue.getRevision()).isEqualTo(2);
        assertThat(cue.getSourceRevision()).isEqualTo(2);
        assertThat(cue.getChannel()).isEqualTo("channel-1");
        assertThat(cue.getStream()).isEqualTo("play.example.com/live/ch1");
        assertThat(cue.getRegion()).isEqualTo("eu-west");
        assertThat(cue.getStartAt()).isEqualTo(Signals.START);
        assertThat(cue.getFirstSeenAt()).isEqualTo(Signals.START.plusSeconds(8));
        assertThat(cue.getBase64()).isEqualTo(Signals.EXAMPLE);
    }

    @Test
    void tellsEveryDisagreementOfTheProvidersExample() {
        Cue cue = cue(Signals.example());

        assertThat(cue.getDisagreements())
                .containsExactly(
                        new Disagreement("event_id", "summary", "100", "1"),
                        new Disagreement("duration", "summary", "120 s", "30 s"),
                        new Disagreement("segmentation_type", "summary", "Provider advertisement Start", "none"),
                        new Disagreement("event_id", "raw_splice", "9", "1"),
                        new Disagreement("duration", "raw_splice", "none", "30 s"),
                        new Disagreement("start", "raw_splice", "429850800", "6300000"),
                        new Disagreement("crc", "raw_splice", "0x95A27367", "0x8E176F98"));
    }

    @Test
    void allowsTheSummaryASecondOfDuration() {
        assertThat(cue(Signals.agreeing().setDurationSeconds(31L)).getDisagreements())
                .isEmpty();
        assertThat(cue(Signals.agreeing().setDurationSeconds(32L)).getDisagreements())
                .containsExactly(new Disagreement("duration", "summary", "32 s", "30 s"));
    }

    @Test
    void tellsAnotherTypeThanTheCommand() {
        SpliceSignal.Builder row = Signals.agreeing().setTypeText("time_signal").setSignalType(SignalType.TIME_SIGNAL);

        assertThat(cue(row).getDisagreements())
                .containsExactly(new Disagreement("type", "summary", "time_signal", "splice_insert"));
    }

    @Test
    void keepsARowWhoseMessageIsNoBase64() {
        Cue cue = cue(Signals.agreeing().setBase64("&&&"));

        assertThat(cue.getReadable()).isFalse();
        assertThat(cue.getCrcValid()).isFalse();
        assertThat(cue.getCommand()).isEmpty();
        assertThat(cue.getFindings()).extracting(Finding::getCode).containsExactly("base64_invalid");
        assertThat(cue.getBase64()).isEqualTo("&&&");
    }

    @Test
    void keepsARowWithoutAMessage() {
        assertThat(cue(Signals.agreeing().setBase64(null)).getFindings())
                .containsExactly(new Finding("message_missing", "expected a message in base64, found none"));
    }

    @Test
    void tellsAWrongCrcAndStillDecodes() {
        byte[] message = Base64.getDecoder().decode(Signals.EXAMPLE);
        message[message.length - 1] ^= 1;

        Cue cue = cue(Signals.agreeing().setBase64(Base64.getEncoder().encodeToString(message)));

        assertThat(cue.getReadable()).isTrue();
        assertThat(cue.getCrcValid()).isFalse();
        assertThat(cue.getFindings()).extracting(Finding::getCode).containsExactly("crc_invalid");
        assertThat(cue.getInsert()).isNotNull();
    }

    @Test
    void findsRawSpliceThatIsNoJson() {
        assertThat(cue(Signals.agreeing().setRawSplice("{")).getFindings())
                .extracting(Finding::getCode)
                .containsExactly("raw_splice_invalid");
    }

    @Test
    void decodesTheSegmentsOfATimeSignal() {
        SpliceSignal.Builder row = timeSignal(0x34, 0x34, "Provider Placement Opportunity Start");

        Cue cue = cue(row);

        assertThat(cue.getDisagreements()).isEmpty();
        assertThat(cue.getInsert()).isNull();
        assertThat(cue.getSegments()).singleElement().satisfies(segment -> {
            assertThat(segment.getEventId()).isEqualTo(0xFFFF_FFFEL);
            assertThat(segment.getTypeId()).isEqualTo(0x34);
            assertThat(segment.getTypeName()).isEqualTo("Provider Placement Opportunity Start");
            assertThat(segment.getDurationTicks()).isEqualTo(5_400_000L);
            assertThat(segment.getUpids())
                    .singleElement()
                    .satisfies(upid -> assertThat(upid.getHex()).isEqualToIgnoringCase("41424344"));
        });
    }

    @Test
    void tellsAnotherSegmentationTypeThanTheMessages() {
        assertThat(cue(timeSignal(0x34, 0x36, "0x36")).getDisagreements())
                .containsExactly(new Disagreement(
                        "segmentation_type",
                        "summary",
                        "Distributor Placement Opportunity Start",
                        "Provider Placement Opportunity Start"));
    }

    @Test
    void takesNoNameForATypeThatTheProviderNeverNames() {
        SpliceSignal.Builder breakStart = timeSignal(0x22, 0, "-").setSegmentationTypeId(null);
        SpliceSignal.Builder opportunity = timeSignal(0x34, 0, "-").setSegmentationTypeId(null);

        assertThat(cue(breakStart).getDisagreements()).isEmpty();
        assertThat(cue(opportunity).getDisagreements())
                .extracting(Disagreement::getField)
                .containsExactly("segmentation_type");
    }

    @Test
    void countsTheSignalInTheMinuteOfItsStart() {
        List<Metric> metrics = Judged.metrics(mapping.judge(Signals.agreeing().build(), "channel-1"));

        assertThat(metrics).extracting(Metric::getName).containsExactly("ad.signals", "ad.signalled_duration");
        assertThat(metrics).extracting(Metric::getValue).containsExactly(1.0, 30.0);
        assertThat(metrics).extracting(Metric::getUnit).containsExactly("{signal}", "s");
        assertThat(metrics).allSatisfy(metric -> {
            assertThat(metric.getWindowStart()).isEqualTo(Instant.ofEpochSecond(1_741_594_376L / 60 * 60));
            assertThat(metric.getWindowSeconds()).isEqualTo(60);
        });
    }

    @Test
    void takesAdTimeFromTheMessageAndNotFromTheRow() {
        assertThat(values(Signals.example())).containsEntry("ad.signalled_duration", 30.0);
    }

    @Test
    void takesAdTimeFromTheRowWhereTheMessageCannotBeRead() {
        assertThat(values(Signals.example().setBase64("&&&"))).containsEntry("ad.signalled_duration", 120.0);
    }

    @Test
    void countsNoAdTimeForAReturnOrAProgram() {
        SpliceInfo back = SpliceInfo.of(SpliceInsert.program(1, false, SpliceTime.at(9), null), List.of());

        assertThat(values(Signals.agreeing().setBase64(Splice.encodeBase64(back))))
                .containsOnlyKeys("ad.signals");
        assertThat(values(timeSignal(0x10, 0, "-"))).containsOnlyKeys("ad.signals");
        assertThat(values(timeSignal(0x30, 0x30, "-"))).containsEntry("ad.signalled_duration", 60.0);
    }

    @Test
    void refusesAStartBefore1970() {
        assertThat(Judged.rejected(mapping.judge(
                                Signals.agreeing()
                                        .setStartAt(Instant.ofEpochSecond(-1))
                                        .build(),
                                "c"))
                        .field())
                .isEqualTo("startAt");
    }

    private static SpliceSignal.Builder timeSignal(int typeId, int saidId, String said) {
        SegmentationDescriptor segment = SegmentationDescriptor.program(
                0xFFFF_FFFEL,
                typeId,
                OptionalLong.of(5_400_000),
                SegmentationUpid.ofText(SegmentationUpid.URI, "ABCD"),
                1,
                1);
        SpliceInfo info = SpliceInfo.of(new TimeSignal(SpliceTime.at(90_000)), List.of(segment));
        return Signals.agreeing()
                .setTypeText("time_signal")
                .setSignalType(SignalType.TIME_SIGNAL)
                .setEventId(0xFFFF_FFFEL)
                .setDurationSeconds(60L)
                .setSegmentationType(said)
                .setSegmentationTypeId(saidId)
                .setBase64(Splice.encodeBase64(info));
    }

    private Cue cue(SpliceSignal.Builder row) {
        return Judged.accepted(mapping.judge(row.build(), "channel-1")).cue().orElseThrow();
    }

    private Map<String, Double> values(SpliceSignal.Builder row) {
        return Judged.values(mapping.judge(row.build(), "channel-1"));
    }
}
