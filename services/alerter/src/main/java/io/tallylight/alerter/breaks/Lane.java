package io.tallylight.alerter.breaks;

import io.tallylight.event.BreakTrack;
import java.util.Set;

/**
 * Signals that can pair with each other: all of splice_insert, or one pair of segmentation types.
 *
 * @param typeId segmentation_type_id of the start; 0 for splice_insert, and for a cancellation, which names no type
 */
public record Lane(BreakTrack track, int typeId) {

    public static final Lane INSERT = new Lane(BreakTrack.SPLICE_INSERT, 0);

    /** Break, provider and distributor advertisement, provider and distributor placement opportunity (SCTE 35 10.3.3.7). */
    private static final Set<Integer> STARTS = Set.of(0x22, 0x30, 0x32, 0x34, 0x36);

    static Lane segment(int startTypeId) {
        return new Lane(BreakTrack.TIME_SIGNAL, startTypeId);
    }

    static boolean starts(int typeId) {
        return STARTS.contains(typeId);
    }

    static boolean ends(int typeId) {
        return STARTS.contains(typeId - 1);
    }

    /** A placement opportunity may end in parts (10.3.3.13.4). */
    static boolean endsInParts(int typeId) {
        return typeId == 0x35 || typeId == 0x37;
    }

    boolean covers(Lane other) {
        return track == other.track && (typeId == 0 || typeId == other.typeId);
    }
}
