package io.tallylight.poller.engine;

import java.time.Instant;
import java.util.Map;

/** Who watches the engine: counters and the page of targets. It must not throw and must not block. */
interface PollWatch {

    /** What became of a row. */
    enum Outcome {
        NEW,
        REVISED,
        UNCHANGED,
        /** It lies where all is settled: too late to count by the provider's own rule. */
        SETTLED,
        REJECTED
    }

    void answered(String answer);

    void rows(Outcome outcome, long count);

    /** How a target stands now; {@code facts} is shown as it is. */
    void target(String target, Map<String, Object> facts);

    void gone(String target);

    /** Requests that an account may make at once, and until when it rests. */
    void account(String account, Instant restUntil);
}
