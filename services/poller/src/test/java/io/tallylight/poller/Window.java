package io.tallylight.poller;

import java.time.Instant;
import java.util.Optional;

/** The request of the tests: a window, and which page of it. */
public record Window(Span span, Instant finalBefore, int page, Optional<Hole> hole) implements Ask {

    public Window(Span span, Instant finalBefore, int page) {
        this(span, finalBefore, page, Optional.empty());
    }

    public Window page(int page) {
        return new Window(span, finalBefore, page, hole);
    }

    public Window part(Instant from, Instant to) {
        return new Window(new Span(from, to), finalBefore, page, hole);
    }
}
