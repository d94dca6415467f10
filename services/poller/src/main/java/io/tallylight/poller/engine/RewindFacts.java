package io.tallylight.poller.engine;

import io.tallylight.event.PollRewind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the last rewind that was asked for stands, for whoever watches.
 *
 * @param stage recalling: what was told is looked for; reading: the stretch is being read; done; stopped: see the problem
 * @param problem why it is not taken up; empty while nothing is wrong
 */
record RewindFacts(Instant to, Instant requestedAt, String stage, String problem) {

    static @Nullable RewindFacts of(Rewinding rewinding, Progress progress) {
        PollRewind wanted = rewinding.wanted();
        if (wanted != null) {
            return of(wanted, rewinding.stopped() ? "stopped" : "recalling", rewinding.problem());
        }
        return progress.rewound()
                .map(taken -> of(taken, progress.rereads(taken) ? "reading" : "done", ""))
                .orElse(null);
    }

    private static RewindFacts of(PollRewind rewind, String stage, String problem) {
        return new RewindFacts(rewind.getTo(), rewind.getRequestedAt(), stage, problem);
    }
}
