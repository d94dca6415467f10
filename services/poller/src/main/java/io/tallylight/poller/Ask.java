package io.tallylight.poller;

import java.time.Instant;
import java.util.Optional;

/** One request to a provider: each feed has a record of its own for it, with what it needs to make the request. */
public interface Ask {

    /** The event times that a complete answer covers. */
    Span span();

    /**
     * Rows at a position before this are FINAL when they are answered to this ask, by the provider's own rule; what is in
     * the span before it is settled by a complete answer and never asked for again.
     */
    Instant finalBefore();

    /** What even a complete answer lacks, such as minutes where the provider holds only hours; told when it is read. */
    default Optional<Hole> hole() {
        return Optional.empty();
    }
}
