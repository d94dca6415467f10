package io.tallylight.poller.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** A whole body as a Web Client pipes it; one that is too long or comes too slowly fails its exchange at the next piece. */
final class PipedBody implements WriteStream<Buffer> {

    private final HttpLimits limits;
    private final Pulse pulse;
    private final long begun = System.nanoTime();
    private final Buffer body = Buffer.buffer();
    private long ticks;

    PipedBody(HttpLimits limits) {
        this.limits = limits;
        this.pulse = new Pulse(limits);
        pulse.head();
    }

    Buffer buffer() {
        return body;
    }

    @Override
    public Future<Void> write(Buffer piece) {
        if (body.length() + (long) piece.length() > limits.buffered()) {
            return Future.failedFuture("The answer is longer than " + limits.buffered() + " bytes");
        }
        body.appendBuffer(piece);
        long due = (System.nanoTime() - begun) / pulse.tick().toNanos();
        for (; ticks < due; ticks++) {
            String fault = pulse.ticked(false).orElse("");
            if (!fault.isEmpty()) {
                return Future.failedFuture(fault);
            }
        }
        pulse.came(piece.length());
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
        return Future.succeededFuture();
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
        return this;
    }
}
