package io.tallylight.alerter.breaks;

import io.tallylight.event.BreakState;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a break is in its life; the transitions are methods of the states.
 *
 * <pre>
 *             start                return, duration, or inferred
 *  Announced ───────▶ Started ──────────────────────────────────▶ Ended
 *      │               │  ▲ │                                     │  │
 *      │ cancel        │  └─┼──────── the end is taken back ──────┘  │
 *      ▼               ▼    └──▶ Announced, where the start moved    ▼
 *  Cancelled ◀─────────┴──────── the cancel had come in time ────────┘
 * </pre>
 *
 * Arrows that go back are corrections: the provider is polled, so what happened first may be heard last. A state says at
 * most one next step; {@link Break} walks until there is none.
 */
public sealed interface Life {

    /** The step that the facts ask for at that moment; empty where all is said. */
    Optional<Life> next(Plan plan, Instant now, Limits limits);

    BreakState state();

    /** Known, not begun. */
    record Announced() implements Life {

        @Override
        public Optional<Life> next(Plan plan, Instant now, Limits limits) {
            if (plan.cancelledBeforeStart()) {
                return Optional.of(new Cancelled());
            }
            return plan.span().startAt().isAfter(now) ? Optional.empty() : Optional.of(start());
        }

        Started start() {
            return new Started();
        }

        @Override
        public BreakState state() {
            return BreakState.ANNOUNCED;
        }
    }

    /** On air, as far as anybody said. */
    record Started() implements Life {

        @Override
        public Optional<Life> next(Plan plan, Instant now, Limits limits) {
            if (plan.cancelledBeforeStart()) {
                return Optional.of(new Cancelled());
            }
            if (plan.span().startAt().isAfter(now)) {
                return Optional.of(new Announced());
            }
            End end = plan.end(limits);
            return end.due().isAfter(now) ? Optional.empty() : Optional.of(end(end));
        }

        Ended end(End end) {
            return new Ended(end);
        }

        @Override
        public BreakState state() {
            return BreakState.STARTED;
        }
    }

    /** Over. */
    record Ended(End end) implements Life {

        @Override
        public Optional<Life> next(Plan plan, Instant now, Limits limits) {
            if (plan.cancelledBeforeStart()) {
                return Optional.of(new Cancelled());
            }
            End known = plan.end(limits);
            if (known.sameAs(end) || (end.inferred() && known.inferred())) {
                return Optional.empty();
            }
            return Optional.of(known.due().isAfter(now) ? reopen() : new Ended(known));
        }

        Started reopen() {
            return new Started();
        }

        @Override
        public BreakState state() {
            return BreakState.ENDED;
        }
    }

    /** Taken back before it began. */
    record Cancelled() implements Life {

        @Override
        public Optional<Life> next(Plan plan, Instant now, Limits limits) {
            return Optional.empty();
        }

        @Override
        public BreakState state() {
            return BreakState.CANCELLED;
        }
    }
}
