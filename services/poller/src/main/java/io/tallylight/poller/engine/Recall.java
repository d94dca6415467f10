package io.tallylight.poller.engine;

import io.tallylight.event.PollRewind;
import io.tallylight.event.PollTarget;
import io.tallylight.poller.Span;
import java.time.Instant;

/**
 * One look at the topics for what was told of a stretch of a target. Equal to itself only: what an earlier look found says
 * nothing of what was told and forgotten since.
 */
final class Recall {

    private final PollTarget target;
    private final String account;
    private final Span span;
    private final boolean ofDoubt;
    private volatile boolean unwanted;

    private Recall(PollTarget target, String account, Span span, boolean ofDoubt) {
        this.target = target;
        this.account = account;
        this.span = span;
        this.ofDoubt = ofDoubt;
    }

    /** For a wish that was read: what was told before is on the topics once the wish's own offset is committed. */
    static Recall ofRewind(PollTarget target, String account, PollRewind rewind) {
        return new Recall(target, account, new Span(rewind.getTo(), Instant.MAX), false);
    }

    /** For what the engine settled wrongly: what was told of it is on the topics once the doubt itself is stored. */
    static Recall ofDoubt(PollTarget target, String account, Span span) {
        return new Recall(target, account, span, true);
    }

    PollTarget target() {
        return target;
    }

    String account() {
        return account;
    }

    Span span() {
        return span;
    }

    Instant from() {
        return span.from();
    }

    boolean isOfDoubt() {
        return ofDoubt;
    }

    /** Nobody waits for it any more: whoever looks can stop. From any thread. */
    void cancel() {
        unwanted = true;
    }

    boolean unwanted() {
        return unwanted;
    }
}
