package io.tallylight.runtime;

import java.time.Duration;

/** How long an application that lives by its own clock has nothing to do if no record comes. Asked before each wait. */
public interface IdleTime {

    /**
     * What is left until then.
     *
     * @param partitions how many the stream thread is assigned now, some of whose tasks may still be starting
     * @param usual how long Kafka Streams would wait
     */
    Duration of(int partitions, Duration usual);
}
