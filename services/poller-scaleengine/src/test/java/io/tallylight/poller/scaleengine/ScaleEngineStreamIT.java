package io.tallylight.poller.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallylight.event.PollTarget;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.Chunks;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import io.tallylight.poller.http.Http;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long answer: 300 minutes of 1 000 streams, to a taker that is slower than the provider. */
class ScaleEngineStreamIT {

    private static final int MINUTES = 300;
    private static final int STREAMS = 1000;
    private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");
    private static final ScaleEngineAsk ASK = Fixtures.minutes("2026-11-23T06:00:00Z", "2026-11-23T12:00:00Z");
    private static final PollTarget TARGET = new PollTarget("158/demo", 60_000L, null, Map.of("app", "demo"), null);

    private final Vertx vertx = Vertx.vertx();
    private final SlowChunks chunks = new SlowChunks();
    private int cutAfter = MINUTES;
    private boolean hungUpOn;
    private Account account;
    private ScaleEngineFeed feed;

    @BeforeEach
    void serve(@TempDir Path secrets) throws IOException, TimeoutException {
        HttpServer server = vertx.createHttpServer().requestHandler(this::answer);
        server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
        Map<String, String> env = Map.of("SCALEENGINE_API", "http://127.0.0.1:" + server.actualPort() + "/");
        feed = new ScaleEngineFeed(
                Fixtures.config(env),
                new Http(vertx, InstantSource.fixed(START.plusSeconds(40_000))),
                new SimpleMeterRegistry());
        account = Fixtures.account(secrets);
    }

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void handsOverEveryRowAndNeverManyAtOnce() throws TimeoutException {
        Answer<ScaleEngineAsk> answer = feed.fetch(account, TARGET, ASK, chunks).await(120, TimeUnit.SECONDS);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Data.class,
                        rest -> assertThat(rest.rows()).hasSizeLessThanOrEqualTo(ScaleEngineReading.BATCH));
        Awaitility.await().until(chunks::isEmpty);
        chunks.take(((Answer.Data<ScaleEngineAsk>) answer).rows());
        assertThat(chunks.ids.size()).isEqualTo(MINUTES * STREAMS);
        // Full with the first batch that waits; then at most what one piece from the wire holds.
        assertThat(chunks.mostWaiting).isLessThanOrEqualTo(SlowChunks.FULL + 2 * ScaleEngineReading.BATCH);
    }

    @Test
    void leavesWhatItHandedOverWhenTheAnswerIsCut() {
        cutAfter = 100;

        Future<Answer<ScaleEngineAsk>> answer = feed.fetch(account, TARGET, ASK, chunks);

        Awaitility.await().until(answer::isComplete);
        assertThat(answer.failed()).isTrue();
        Awaitility.await().until(chunks::isEmpty);
        assertThat(chunks.ids.size()).isBetween(10 * STREAMS, 100 * STREAMS);
    }

    @Test
    void hangsUpWhenNobodyTakesWhatItHandsOver() {
        Future<Answer<ScaleEngineAsk>> answer = feed.fetch(account, TARGET, ASK, chunks);
        Awaitility.await().until(() -> !chunks.ids.isEmpty());

        chunks.closed = true;

        Awaitility.await().until(answer::isComplete);
        assertThat(answer.cause()).hasMessageContaining("no use any more");
        Awaitility.await().until(() -> hungUpOn);
    }

    private void answer(HttpServerRequest request) {
        request.connection().closeHandler(closed -> hungUpOn = true);
        HttpServerResponse response = request.response().setChunked(true);
        request.end().onSuccess(asked -> {
            response.write("{\"status\":\"success\",\"data\":[");
            write(response, request, 0);
        });
    }

    private void write(HttpServerResponse response, HttpServerRequest request, int from) {
        int minute = from;
        while (minute < cutAfter && !response.writeQueueFull()) {
            response.write(minute(minute++));
        }
        int next = minute;
        if (next < cutAfter) {
            response.drainHandler(drained -> write(response, request, next));
        } else if (next == MINUTES) {
            response.end("]}");
        } else {
            response.write(" ").onComplete(written -> request.connection().close());
        }
    }

    private static String minute(int minute) {
        String time =
                START.plusSeconds(60L * minute).toString().replace('T', ' ').replace("Z", "");
        StringBuilder rows = new StringBuilder(STREAMS * 160);
        for (int stream = 0; stream < STREAMS; stream++) {
            rows.append(minute + stream == 0 ? "" : ",")
                    .append("{\"app\":\"demo\",\"video_url\":\"live_")
                    .append(stream)
                    .append("\",\"viewer_count_avg\":2.5,\"viewer_count_min\":1,\"viewer_count_max\":\"3\",")
                    .append("\"viewer_count_sum\":5,\"time\":\"")
                    .append(time)
                    .append("\"}");
        }
        return rows.toString();
    }

    /** Takes one batch a millisecond. */
    private final class SlowChunks implements Chunks {

        private static final int FULL = 4000;
        private final Queue<List<Row>> waiting = new ArrayDeque<>();
        private final Set<String> ids = java.util.Collections.synchronizedSet(new HashSet<>());
        private volatile boolean closed;
        private int mostWaiting;
        private boolean taking;
        private Runnable again = () -> {};

        @Override
        public synchronized void put(List<Row> rows, List<Misfit> misfits) {
            assertThat(misfits).isEmpty();
            waiting.add(rows);
            mostWaiting = Math.max(mostWaiting, count());
            if (!taking) {
                taking = true;
                Context loop = vertx.getOrCreateContext();
                vertx.setPeriodic(1, timer -> loop.runOnContext(tick -> takeOne()));
            }
        }

        @Override
        public synchronized boolean full() {
            return count() >= FULL;
        }

        @Override
        public void whenRoom(Runnable again) {
            this.again = again;
        }

        @Override
        public boolean closed() {
            return closed;
        }

        private synchronized void takeOne() {
            if (!closed && !waiting.isEmpty()) {
                take(waiting.remove());
                again.run();
            }
        }

        void take(List<Row> rows) {
            rows.forEach(row -> ids.add(String.valueOf(row.event().get("id"))));
        }

        synchronized boolean isEmpty() {
            return waiting.isEmpty();
        }

        private int count() {
            return waiting.stream().mapToInt(List::size).sum();
        }
    }
}
