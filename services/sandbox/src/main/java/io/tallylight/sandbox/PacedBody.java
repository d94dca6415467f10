package io.tallylight.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body that is written piece by piece: a piece at a time on the event loop, no faster than the client takes it, with a
 * rest after each; ends early when the client goes.
 */
final class PacedBody {

    private static final Logger LOG = LoggerFactory.getLogger(PacedBody.class);

    private final Vertx vertx;
    private final HttpServerRequest http;
    private final Iterator<Buffer> pieces;
    private final Duration rest;
    private boolean gone;

    PacedBody(Vertx vertx, HttpServerRequest http, Iterator<Buffer> pieces, Duration rest) {
        this.vertx = vertx;
        this.http = http;
        this.pieces = pieces;
        this.rest = rest;
    }

    /** Each octet as a piece of its own. */
    static Iterator<Buffer> octets(Iterator<Buffer> pieces) {
        return new Iterator<>() {
            private Iterator<Buffer> now = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!now.hasNext() && pieces.hasNext()) {
                    Buffer piece = pieces.next();
                    now = IntStream.range(0, piece.length())
                            .mapToObj(i -> piece.slice(i, i + 1))
                            .iterator();
                }
                return now.hasNext();
            }

            @Override
            public Buffer next() {
                return now.next();
            }
        };
    }

    void writeTo(HttpServerResponse response) {
        response.closeHandler(closed -> gone = true).exceptionHandler(broken -> gone = true);
        next(response);
    }

    private void next(HttpServerResponse response) {
        if (gone) {
            return;
        }
        try {
            if (pieces.hasNext()) {
                response.write(pieces.next());
                afterwards(response);
            } else {
                response.end();
            }
        } catch (RuntimeException broken) { // the head has gone out already: all that is left is to cut the answer
            LOG.error("the simulator broke in the middle of its answer to {} {}", http.method(), http.path(), broken);
            http.connection().close();
        }
    }

    private void afterwards(HttpServerResponse response) {
        if (response.writeQueueFull()) {
            response.drainHandler(drained -> {
                response.drainHandler(null);
                onwards(response);
            });
        } else {
            onwards(response);
        }
    }

    private void onwards(HttpServerResponse response) {
        if (rest.isZero()) {
            vertx.runOnContext(turn -> next(response));
        } else {
            vertx.setTimer(rest.toMillis(), timer -> next(response));
        }
    }
}
