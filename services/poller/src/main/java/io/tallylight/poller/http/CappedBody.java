package io.tallylight.poller.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a limit; one byte more fails the exchange, so that no answer can fill the memory. */
final class CappedBody implements WriteStream<Buffer> {

    private final long limit;
    private final Buffer body = Buffer.buffer();

    CappedBody(long limit) {
        this.limit = limit;
    }

    Buffer buffer() {
        return body;
    }

    @Override
    public Future<Void> write(Buffer data) {
        if (body.length() + (long) data.length() > limit) {
            return Future.failedFuture("The answer is longer than " + limit + " bytes");
        }
        body.appendBuffer(data);
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
