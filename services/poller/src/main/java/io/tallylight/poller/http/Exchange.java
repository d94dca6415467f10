package io.tallylight.poller.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, which ends in every case: with the head of a complete answer, or with the reason why there is
 * none. Lives on one event loop.
 */
final class Exchange {

    private final Vertx vertx;
    private final HttpLimits limits;
    private final BodyReader success;
    private final Consumer<HttpClientResponse> head;
    private final Pulse pulse;
    private final Promise<HttpClientResponse> answer = Promise.promise();
    private final WholeBody other = new WholeBody();

    private @Nullable HttpClientRequest request;
    private long timer;
    private long length;
    private boolean paused;

    /** @param head sees the head of the answer before its body is read */
    Exchange(Vertx vertx, HttpLimits limits, BodyReader success, Consumer<HttpClientResponse> head) {
        this.vertx = vertx;
        this.limits = limits;
        this.success = success;
        this.head = head;
        this.pulse = new Pulse(limits);
    }

    /** The body of an answer that is no success. */
    Buffer otherBody() {
        return other.buffer();
    }

    Future<HttpClientResponse> run(HttpClient client, RequestOptions options, Buffer body) {
        vertx.getOrCreateContext().runOnContext(begun -> {
            watch();
            answer.future().onComplete(ended -> vertx.cancelTimer(timer));
            client.request(options).onSuccess(request -> send(request, body)).onFailure(this::fail);
        });
        return answer.future();
    }

    private void send(HttpClientRequest request, Buffer body) {
        this.request = request;
        if (over()) {
            reset();
        } else {
            request.send(body).onSuccess(this::read).onFailure(this::fail);
        }
    }

    private void read(HttpClientResponse response) {
        pulse.head();
        head.accept(response);
        boolean successful = Http.successful(response.statusCode());
        BodyReader reader = successful ? success : other;
        long longest = successful ? limits.streamed() : limits.buffered();
        reader.whenRoom(() -> resume(response));
        response.exceptionHandler(this::fail)
                .handler(piece -> guarded(() -> take(piece, longest, reader, response)))
                .endHandler(complete -> guarded(() -> {
                    reader.end();
                    answer.tryComplete(response);
                }));
    }

    private void take(Buffer piece, long longest, BodyReader reader, HttpClientResponse response) throws IOException {
        length += piece.length();
        pulse.came(piece.length());
        if (length > longest) {
            throw new IOException("The answer is longer than " + longest + " bytes");
        }
        reader.read(piece);
        if (reader.full()) {
            paused = true;
            pulse.held();
            response.pause();
        }
    }

    private void resume(HttpClientResponse response) {
        if (paused) {
            paused = false;
            response.resume();
        }
    }

    /** One shot at a time: after a long stop of the whole process, missed ticks must not all come at once. */
    private void watch() {
        timer = vertx.setTimer(pulse.tick().toMillis(), ticked -> {
            pulse.ticked(paused).ifPresent(fault -> fail(new IOException(fault)));
            if (success.closed()) {
                fail(new IOException("The answer is of no use any more"));
            }
            if (!over()) {
                watch();
            }
        });
    }

    private interface Step {
        void run() throws IOException;
    }

    private void guarded(Step step) {
        if (over()) {
            return;
        }
        try {
            step.run();
        } catch (IOException | RuntimeException fault) {
            fail(fault);
        }
    }

    private boolean over() {
        return answer.future().isComplete();
    }

    private void fail(Throwable fault) {
        if (answer.tryFail(fault)) {
            reset();
        }
    }

    private void reset() {
        if (request != null) {
            request.reset();
        }
    }
}
