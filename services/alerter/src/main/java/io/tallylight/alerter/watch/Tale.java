package io.tallylight.alerter.watch;

import io.tallylight.event.AdBreak;
import io.tallylight.event.Alert;
import java.time.Instant;
import java.util.function.Consumer;

/** Something to tell: a record of the contract, its key and its own time. */
public sealed interface Tale {

    String key();

    Instant at();

    void tell(Consumer<Step> step, Consumer<Change> change);

    /** A step of a break, keyed by channel. */
    record Step(String key, Instant at, AdBreak record) implements Tale {

        @Override
        public void tell(Consumer<Step> step, Consumer<Change> change) {
            step.accept(this);
        }
    }

    /** A change of an alert, keyed by its fingerprint. */
    record Change(String key, Instant at, Alert record) implements Tale {

        @Override
        public void tell(Consumer<Step> step, Consumer<Change> change) {
            change.accept(this);
        }
    }
}
