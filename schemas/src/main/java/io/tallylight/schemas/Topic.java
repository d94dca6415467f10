package io.tallylight.schemas;

import java.time.Duration;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic of the contract. Its name here has no prefix: {@link #name(String)} gives the one on the broker.
 *
 * @param key what the key is made of, in words
 * @param retention how long a record stays; empty for as long as compaction keeps it
 */
public record Topic<T extends SpecificRecord>(
        String name, Class<T> type, String key, int partitions, Optional<Duration> retention) {

    public String name(String prefix) {
        return prefix + name;
    }

    /** The registry's subject for the values, by Confluent's TopicNameStrategy. */
    public String subject(String prefix) {
        return name(prefix) + "-value";
    }

    public Schema schema() {
        return SpecificData.get().getSchema(type);
    }

    public boolean compacted() {
        return retention.isEmpty();
    }
}
