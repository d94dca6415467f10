package io.tallylight.sandbox.breaks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every way in which a break goes, right or wrong, and the alert rules that it must set off. */
public enum BreakKind {
    // The order matters: three channels take three neighbours at a time, and the first six of a track are seen within
    // the first 80 s of a demo. On one channel they follow each other in steps of three, so that an orphan return
    // comes after a break that has ended and cannot be taken for its return.
    NEVER_RETURNS(Break.Ending.NEVER, "missing_return"),
    RETURNS_LATE(Break.Ending.EXPLICIT_RETURN, "missing_return"),
    ORPHAN_RETURN(Break.Ending.NO_BREAK, "orphan_return"),
    CRC_ERROR(Break.Ending.AUTO_RETURN, "crc_invalid"),
    CANCELLED(Break.Ending.CANCELLED),
    IMMEDIATE(Break.Ending.EXPLICIT_RETURN),
    AUTO_RETURN(Break.Ending.AUTO_RETURN),
    EXPLICIT_RETURN(Break.Ending.EXPLICIT_RETURN),

    PROVIDER_AD(0x30, Break.Ending.SEGMENT_END),
    SUMMARY_DISAGREES(0x34, Break.Ending.SEGMENT_END, "summary_disagreement"),
    UNDECODABLE(0x30, Break.Ending.SEGMENT_END, "decode_error"),
    BREAK(0x22, Break.Ending.SEGMENT_END),
    PROVIDER_PLACEMENT(0x34, Break.Ending.SEGMENT_END),
    DISTRIBUTOR_PLACEMENT(0x36, Break.Ending.SEGMENT_END),
    SEGMENT_CANCELLED(0x34, Break.Ending.CANCELLED);

    /** The kinds that splice_insert carries, in the order in which they come. */
    static final List<BreakKind> INSERTS =
            Arrays.stream(values()).filter(k -> !k.segment()).toList();

    /** The kinds that time_signal carries. */
    static final List<BreakKind> SEGMENTS =
            Arrays.stream(values()).filter(BreakKind::segment).toList();

    private final int startType;
    private final Break.Ending ending;
    private final Optional<String> rule;

    BreakKind(Break.Ending ending) {
        this(0, ending);
    }

    BreakKind(Break.Ending ending, String rule) {
        this(0, ending, rule);
    }

    BreakKind(int startType, Break.Ending ending) {
        this.startType = startType;
        this.ending = ending;
        this.rule = Optional.empty();
    }

    BreakKind(int startType, Break.Ending ending, String rule) {
        this.startType = startType;
        this.ending = ending;
        this.rule = Optional.of(rule);
    }

    public Break.Ending ending() {
        return ending;
    }

    /** The alert rule that it must set off; none for what goes right. */
    public Optional<String> rule() {
        return rule;
    }

    public boolean wrong() {
        return rule.isPresent();
    }

    boolean segment() {
        return startType != 0;
    }

    /** segmentation_type_id of the start, 0 for splice_insert; the end has the next one. */
    public int startType() {
        return startType;
    }
}
