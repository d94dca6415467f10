package io.tallylight.poller.engine;

import io.tallylight.event.PollRewind;
import io.tallylight.event.PollTarget;
import java.time.Instant;

/**
 * One look at the topics for what was told of a target since some instant. Equal to itself only: what an earlier look found
 * says nothing of what was told and forgotten since.
 */
final class Recall {

    private final PollTarget target;
    private final String account;
    private final PollRewind rewind;
    private volatile boolean unwanted;

    Recall(PollTarget target, String account, PollRewind rewind) {
        this.target = target;
        this.account = account;
        this.rewind = rewind;
    }

    PollTarget target() {
        return target;
    }

    String account() {
        return account;
    }

    PollRewind rewind() {
        return rewind;
    }

    Instant from() {
        return rewind.getTo();
    }

    /** Nobody waits for it any more: whoever looks can stop. From any thread. */
    void cancel() {
        unwanted = true;
    }

    boolean unwanted() {
        return unwanted;
    }
}
