package io.tallylight.poller.engine;

import io.tallylight.event.GapReason;

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

    /** Something could not be had and was told as a Gap. */
    void gap(GapReason reason);

    /** How a target stands now. */
    void target(TargetFacts facts);

    void gone(String target);

    /** How an account stands now. */
    void account(AccountFacts facts);

    void accountGone(String account);
}
