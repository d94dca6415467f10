package io.tallylight.poller.engine;

import io.tallylight.poller.state.RowEntry;
import java.time.Instant;

/** What is known again of something that was told, and where in its target's time it lies. */
record Kept(RowEntry entry, Instant position) {}
