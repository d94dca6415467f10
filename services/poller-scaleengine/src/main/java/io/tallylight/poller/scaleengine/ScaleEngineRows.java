package io.tallylight.poller.scaleengine;

import io.tallylight.event.Completeness;
import io.tallylight.event.ViewerCount;
import io.tallylight.poller.Row;
import io.tallylight.poller.Span;
import io.tallylight.poller.scaleengine.StreamNames.StreamName;
import io.tallylight.poller.scaleengine.ViewerWindows.ViewerWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes the events of one answer from its records as they come. It keeps back what it cannot judge yet: the first records
 * until the length of their windows is known, and the rows of one time until the next, of several with one id the last.
 */
final class ScaleEngineRows {

    /** Records after which the length of the windows counts as known. */
    static final int MOST_UNDECIDED = 20_000;

    /** Rows of one time among which repeated ones are sought. */
    static final int MOST_OF_ONE_TIME = 50_000;

    private static final int MINUTE = 60;
    private static final List<String> ODD = List.of("anomaly");

    /** What all answers of a feed share. */
    record Known(StreamNames names, StreamOrder.Known orders, ViewerWindows windows) {}

    private final Known known;
    private final Span span;
    private final Consumer<Row> out;
    private final WindowLength length;
    private List<ViewerSample> undecided = new ArrayList<>();
    private boolean decided;
    private long time;
    private final StreamOrder streams;
    private final List<Row> ofOneTime = new ArrayList<>();
    private long dropped;
    private long strays;

    ScaleEngineRows(Known known, String account, Span span, int askedSeconds, Consumer<Row> out) {
        this.known = known;
        this.streams = new StreamOrder(known.orders(), known.names(), account);
        this.span = span;
        this.out = out;
        this.length = new WindowLength(askedSeconds);
    }

    void add(ViewerSample sample) {
        length.see(sample.localSeconds());
        if (decided) {
            place(sample);
        } else {
            undecided.add(sample);
            if (length.certain() || undecided.size() == MOST_UNDECIDED) {
                decide();
            }
        }
    }

    /** The answer is complete: nothing is kept back any more. */
    void end() {
        decide();
        release();
        streams.end();
    }

    /** How many records were not asked for, or came again. */
    long dropped() {
        return dropped;
    }

    /** Of these, how many no graph has a reason to say: from before its start, or again. */
    long strays() {
        return strays;
    }

    private void decide() {
        decided = true;
        undecided.forEach(this::place);
        undecided = List.of();
    }

    private void place(ViewerSample sample) {
        ViewerWindow window = known.windows().of(sample.localSeconds(), length.seconds());
        boolean early = !window.end().isAfter(span.from());
        if (early || !window.start().isBefore(span.to())) { // later ones are in the nature of a graph
            drop(early);
            return;
        }
        if (sample.localSeconds() != time || ofOneTime.size() == MOST_OF_ONE_TIME) {
            release();
            time = sample.localSeconds();
        }
        int place = streams.place(sample.app(), sample.stream());
        Row row = row(sample, streams.at(place), window);
        if (place == ofOneTime.size()) {
            ofOneTime.add(row);
        } else {
            ofOneTime.set(place, row);
            drop(true);
        }
    }

    private void drop(boolean stray) {
        dropped++;
        strays += stray ? 1 : 0;
    }

    private void release() {
        ofOneTime.forEach(out);
        ofOneTime.clear();
        streams.nextTime();
    }

    private static Row row(ViewerSample sample, StreamName name, ViewerWindow window) {
        // A long window stands only when its last minute does.
        Instant lastMinute =
                window.seconds() == MINUTE ? window.start() : window.end().minusSeconds(MINUTE);
        return new Row(name.key(), window.start(), lastMinute, false, event(sample, name, window), List.of());
    }

    private static ViewerCount event(ViewerSample sample, StreamName name, ViewerWindow window) {
        return new ViewerCount(
                name.key().concat(window.idEnd()),
                0,
                Instant.EPOCH,
                Completeness.PROVISIONAL,
                "scaleengine",
                name.account(),
                name.app(),
                name.stream(),
                window.start(),
                window.seconds(),
                sample.avg(),
                sample.min(),
                sample.max(),
                sample.sum(),
                sample.odd() ? ODD : List.of());
    }
}
