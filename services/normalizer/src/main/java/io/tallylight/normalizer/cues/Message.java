package io.tallylight.normalizer.cues;

import io.tallylight.scte35.SegmentationDescriptor;
import io.tallylight.scte35.SpliceCommand.BreakDuration;
import io.tallylight.scte35.SpliceCommand.SpliceInsert;
import io.tallylight.scte35.SpliceCommand.TimeSignal;
import io.tallylight.scte35.SpliceInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A decoded message, and what can be said about it in one word. */
record Message(SpliceInfo info) {

    /** Break, advertisement, placement opportunity, promo, ad block: the starts (SCTE 35 2022b, table 23). */
    private static final Set<Integer> AD_STARTS =
            Set.of(0x22, 0x30, 0x32, 0x34, 0x36, 0x38, 0x3A, 0x3C, 0x3E, 0x44, 0x46);

    Optional<SpliceInsert> insert() {
        return info.command() instanceof SpliceInsert insert ? Optional.of(insert) : Optional.empty();
    }

    List<SegmentationDescriptor> segments() {
        return info.descriptors().stream()
                .filter(SegmentationDescriptor.class::isInstance)
                .map(SegmentationDescriptor.class::cast)
                .toList();
    }

    /** Time that it says is given to ads: of a splice_insert out of the network, else of the first ad that starts. */
    OptionalLong adTicks() {
        if (insert().isPresent()) {
            return insert().filter(SpliceInsert::outOfNetwork)
                    .map(Message::ticks)
                    .orElse(OptionalLong.empty());
        }
        return segments().stream()
                .filter(segment -> !segment.cancel() && AD_STARTS.contains(segment.typeId()))
                .map(SegmentationDescriptor::durationTicks)
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    /** Of an encrypted message only its CRC can be held against anything. */
    Claims claims() {
        Claims claims = new Claims().crc(info.crc32());
        if (info.encryptedPacket()) {
            return claims;
        }
        claims.say(Fact.TYPE, Commands.name(info.command()));
        info.effectivePts().ifPresent(claims::start);
        insert().ifPresent(insert -> claim(claims, insert));
        if (info.command() instanceof TimeSignal) {
            segments().stream().findFirst().ifPresent(first -> claim(claims, first));
        }
        return claims;
    }

    private void claim(Claims claims, SpliceInsert insert) {
        claims.eventId(insert.spliceEventId());
        claims.say(
                Fact.SEGMENTATION_TYPE,
                segments().stream()
                        .findFirst()
                        .map(SegmentationDescriptor::typeName)
                        .orElse(Fact.NONE));
        if (!insert.cancel()) {
            claims.ticks(ticks(insert));
        }
    }

    /** The provider's row speaks of the first segment only. */
    private static void claim(Claims claims, SegmentationDescriptor first) {
        claims.eventId(first.segmentationEventId());
        if (!first.cancel()) {
            claims.ticks(first.durationTicks()).say(Fact.SEGMENTATION_TYPE, first.typeName());
        }
    }

    private static OptionalLong ticks(SpliceInsert insert) {
        BreakDuration duration = insert.breakDuration();
        return duration == null ? OptionalLong.empty() : OptionalLong.of(duration.ticks());
    }
}
