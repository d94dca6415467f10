package io.tallylight.poller.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** Takes the body of an answer as it comes, on the event loop of the exchange. Where it throws, the exchange has failed. */
public interface BodyReader {

    void read(Buffer piece) throws IOException;

    /** The body was complete. */
    void end() throws IOException;

    /** Whether nothing more shall come until {@link #whenRoom}. */
    boolean full();

    /** Runs {@code again} on the event loop each time that there is room after it was full. */
    void whenRoom(Runnable again);

    /** Whether the rest of the body is of no use: the exchange is given up, also while nothing comes. */
    boolean closed();
}
