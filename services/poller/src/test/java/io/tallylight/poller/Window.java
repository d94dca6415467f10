package io.tallylight.poller;

import java.time.Instant;

/** The request of the tests: a window, and which page of it. */
public record Window(Span span, Instant finalBefore, int page) implements Ask {

    public Window page(int page) {
        return new Window(span, finalBefore, page);
    }

    public Window part(Instant from, Instant to) {
        return new Window(new Span(from, to), finalBefore, page);
    }
}
