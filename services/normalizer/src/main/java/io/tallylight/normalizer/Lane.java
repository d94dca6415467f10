package io.tallylight.normalizer;

import io.tallylight.normalizer.channels.ChannelNames;
import io.tallylight.normalizer.mapping.Mapping;
import io.tallylight.normalizer.mapping.Verdict;
import io.tallylight.normalizer.mapping.Verdict.Rejected;
import io.tallylight.schemas.Topic;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One kind of event on its way: where it comes from, what it means, and which topics that is written to. */
record Lane<E extends SpecificRecord>(Topic<E> from, Mapping<E> mapping, List<Topic<?>> into) {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    /** The first word of its nodes and stores. */
    String kind() {
        return from.name();
    }

    /** Anything that is no event, and a fault in a mapping, becomes a rejection: no record stops the lane. */
    Verdict judge(@Nullable String key, @Nullable E event, ChannelNames names) {
        if (event == null) {
            return new Rejected("expected a record, found none", null, "");
        }
        if (key == null || key.isBlank()) {
            return new Rejected("expected the key " + from.key() + ", found none", null, event.toString());
        }
        try {
            return mapping.judge(event, names.channelOf(mapping.stream(event)).orElse(key));
        } catch (RuntimeException fault) {
            log.error("An event of {} cannot be mapped because of a fault in {}", key, mapping.getClass(), fault);
            return new Rejected("a fault of ours: " + fault, null, event.toString());
        }
    }
}
