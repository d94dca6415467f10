package io.tallylight.scte35;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a segment is: an identifier of {@code type} (SCTE 35, 10.3.3.1, table 22). The bytes are always kept
 * whole.
 */
public record SegmentationUpid(int type, Bytes bytes) {
    public static final int AD_ID = 0x03;
    public static final int TI = 0x08;
    public static final int ADI = 0x09;
    public static final int EIDR = 0x0A;
    public static final int MPU = 0x0C;
    public static final int MID = 0x0D;
    public static final int ADS = 0x0E;
    public static final int URI = 0x0F;
    public static final SegmentationUpid NONE = new SegmentationUpid(0, Bytes.EMPTY);

    public static SegmentationUpid ofText(int type, String latin1) {
        return new SegmentationUpid(type, Bytes.ofLatin1(latin1));
    }

    /**
     * The way people write such an identifier; null if its type has none, or it is a number of the wrong
     * length.
     */
    public @Nullable String text() {
        return UpidText.of(type, bytes);
    }

    public String hex() {
        return bytes.hex();
    }

    /** The identifiers inside a MID, as far as they can be told apart; empty for every other type. */
    public List<SegmentationUpid> members() {
        if (type != MID) return List.of();
        List<SegmentationUpid> members = new ArrayList<>();
        Cursor cursor = bytes.cursor();
        while (cursor.remaining() >= 2) {
            SegmentationUpid member = new SegmentationUpid(cursor.u8(), cursor.take(cursor.u8()));
            if (!cursor.overrun()) members.add(member);
        }
        return members;
    }

    /** Whether the type allows this length, and the members of a MID fill it exactly. */
    boolean wellFormed() {
        if (type != MID) return UpidText.lengthAllowed(type, bytes.size());
        int used = 0;
        for (SegmentationUpid member : members()) {
            if (!member.wellFormed()) return false;
            used += 2 + member.bytes.size();
        }
        return used == bytes.size();
    }
}
