package io.tallylight.poller.http;

import io.vertx.core.buffer.Buffer;

/** Keeps a whole body. Its length is limited by the exchange, so that no answer can fill the memory. */
final class WholeBody implements BodyReader {

    private final Buffer body = Buffer.buffer();

    Buffer buffer() {
        return body;
    }

    @Override
    public void read(Buffer piece) {
        body.appendBuffer(piece);
    }

    @Override
    public void end() {}

    @Override
    public boolean full() {
        return false;
    }

    @Override
    public void whenRoom(Runnable again) {}

    @Override
    public boolean closed() {
        return false;
    }
}
