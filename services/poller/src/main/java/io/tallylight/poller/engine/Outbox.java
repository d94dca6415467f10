package io.tallylight.poller.engine;

import io.tallylight.event.Gap;
import io.tallylight.event.Rejection;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;

/** Where the engine tells what it found. */
interface Outbox {

    void event(String key, Instant at, SpecificRecordBase event);

    void gap(Gap gap);

    void rejection(String key, Rejection rejection);
}
