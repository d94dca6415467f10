package io.tallylight.normalizer.cues;

import io.tallylight.event.SignalType;
import io.tallylight.event.SpliceSignal;
import io.tallylight.scte35.SegmentationType;
import java.util.OptionalLong;

/** The provider's row as claims. */
final class Summary {

    private Summary() {}

    static Claims claims(SpliceSignal row) {
        Long seconds = row.getDurationSeconds();
        Claims claims = new Claims()
                .say(Fact.TYPE, row.getTypeText())
                .eventId(row.getEventId())
                .seconds(seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds));
        String segmentation = segmentation(row);
        // The provider's table has no segmentation type for a splice_insert, whatever its descriptors say.
        boolean silent = segmentation.equals(Fact.NONE) && row.getSignalType() == SignalType.SPLICE_INSERT;
        return silent ? claims : claims.say(Fact.SEGMENTATION_TYPE, segmentation);
    }

    /** One of its three spellings is the bare number, which the event carries as the id. */
    private static String segmentation(SpliceSignal row) {
        String text = row.getSegmentationType();
        Integer typeId = row.getSegmentationTypeId();
        if (text == null || text.isBlank() || text.equals("-")) {
            return Fact.NONE;
        }
        boolean number = text.startsWith("0x") || text.startsWith("0X");
        return number && typeId != null ? SegmentationType.nameOf(typeId) : text;
    }
}
