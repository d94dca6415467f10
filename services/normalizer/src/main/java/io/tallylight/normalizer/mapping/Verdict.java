package io.tallylight.normalizer.mapping;

import io.tallylight.event.Cue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one event: figures and perhaps a cue, or the reason why it cannot be mapped. */
public sealed interface Verdict {

    /** Every figure has a different part. */
    record Accepted(Source source, List<Figure> figures, Optional<Cue> cue) implements Verdict {
        public Accepted {
            figures = List.copyOf(figures);
        }

        @Override
        public List<Accepted> accepted() {
            return List.of(this);
        }

        @Override
        public List<Rejected> rejected() {
            return List.of();
        }
    }

    /**
     * Why the event cannot be mapped.
     *
     * @param input the event in JSON, empty where there was none
     */
    record Rejected(String reason, @Nullable String field, String input) implements Verdict {
        @Override
        public List<Accepted> accepted() {
            return List.of();
        }

        @Override
        public List<Rejected> rejected() {
            return List.of(this);
        }
    }

    /** This one, or nothing. */
    List<Accepted> accepted();

    /** This one, or nothing. */
    List<Rejected> rejected();
}
