package io.tallylight.poller.engine;

import io.tallylight.event.GapReason;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Hole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a target was told last.
 *
 * @param kind see {@link Answer#kind()}; empty before the first
 * @param reason empty for data, and after a restart
 */
record LastAnswer(String kind, String reason, @Nullable Instant at) {

    static final LastAnswer NONE = new LastAnswer("", "", null);

    boolean isOfKind(Answer<?> answer) {
        return answer.kind().equals(kind);
    }

    /** A stretch that ran out while nothing was answered, here or in the whole account, was lost to that, not to its age. */
    Hole explains(Hole hole, Outage outage) {
        boolean all = at != null && at.isBefore(outage.at());
        GapReason why = all ? outage.why() : lostTo(hole);
        String words = hole.detail() + "; last answer: " + (all ? outage.reason() : reason);
        return why != hole.reason() && hole.reason() == GapReason.NOT_HELD
                ? new Hole(hole.span(), why, hole.obtainedSeconds(), words)
                : hole;
    }

    private GapReason lostTo(Hole hole) {
        return switch (kind) {
            case "denied" -> GapReason.DENIED;
            case "refused" -> GapReason.REFUSED;
            case "broken" -> GapReason.BROKEN;
            default -> hole.reason();
        };
    }
}
