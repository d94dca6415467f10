package io.tallylight.poller.scaleengine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tallylight.event.PollTarget;
import io.tallylight.poller.Account;
import io.tallylight.poller.Answer;
import io.tallylight.poller.http.Http;
import io.tallylight.poller.targets.Fields;
import io.tallylight.runtime.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed against a small server that keeps what it is sent and answers the document's example. */
class ScaleEngineFeedIT {

    private static final Instant NOW = Instant.parse("2014-09-21T15:00:00Z");
    private static final ScaleEngineAsk ASK = Fixtures.minutes("2014-09-21T15:00:00Z", "2014-09-21T16:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> types = new CopyOnWriteArrayList<>();
    private String date = "Sun, 21 Sep 2014 15:00:00 GMT";
    private Account account;
    private ScaleEngineFeed feed;

    @BeforeEach
    void serve(@TempDir Path secrets) throws IOException, TimeoutException {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)));
        server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
        String api = "http://127.0.0.1:" + server.actualPort() + "/stable/";
        feed = feed(Map.of("SCALEENGINE_API", api));
        account = Fixtures.account(secrets);
    }

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void postsTheSignedRequestInOneFieldAndReadsTheAnswer() throws Exception {
        Answer<ScaleEngineAsk> answer =
                fetch(Map.of("app", "demo-origin", "url", "sestore3/username/path/filename.mp4"));

        // Equal to the vector se-01, which is the document's example at this second.
        assertThat(json(0)).isEqualTo(vector("se-01-doc-example"));
        assertThat(types).containsExactly("multipart/form-data; boundary=tallylight-viewer-log");
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Data.class, data -> assertThat(data.rows()).hasSize(1));
    }

    @Test
    void sendsAppAndUrlAsTheTargetsFileHasThem() throws Exception {
        fetch(Map.of("app", 4242L, "url", List.of("mystream_*", "other")));

        assertThat(json(0))
                .contains(
                        "\"app\":4242,\"graph\":1,\"url\":[\"mystream_*\",\"other\"],\"starttime\":\"2014-09-21 15:00:00\"");
    }

    @Test
    void sendsNoUrlWhereTheTargetHasNone() throws Exception {
        fetch(Map.of("app", List.of("one", 2L)));

        assertThat(json(0)).contains("\"app\":[\"one\",2],\"graph\":1,\"starttime\"");
    }

    @Test
    void neverSendsTheSameBytesTwice() throws Exception {
        fetch(Map.of("app", "demo-origin"));
        fetch(Map.of("app", "demo-origin"));

        assertThat(timestamp(0)).isEqualTo(NOW.getEpochSecond());
        assertThat(timestamp(1)).isEqualTo(NOW.getEpochSecond() + 1);
    }

    @Test
    void stampsRequestsWithTheProvidersTime() throws Exception {
        date = "Sun, 21 Sep 2014 17:00:00 GMT";

        fetch(Map.of("app", "demo-origin"));
        fetch(Map.of("app", "demo-origin"));

        assertThat(timestamp(1)).isEqualTo(NOW.getEpochSecond() + 7200);
    }

    @Test
    void signsWithTheSecretOfTheMoment() throws Exception {
        fetch(Map.of("app", "demo-origin"));
        JsonNode sent = new JsonMapper().readTree(json(0));
        String unsigned = json(0).replaceFirst(",\"signature\".*", "}");

        assertThat(sent.get("signature").asText())
                .isEqualTo(ScaleEngineSignature.signature(unsigned, new Secret(Fixtures.SECRET_KEY)));
    }

    @Test
    void failsWithoutASecretAndNamesIt(@TempDir Path empty) {
        Account without = new Account("158", "acme", new io.tallylight.runtime.Secrets(empty));

        assertThat(feed.fetch(without, target(Map.of("app", "demo")), ASK).cause())
                .hasMessageContaining("acme/api-key");
        assertThat(bodies).isEmpty();
    }

    @Test
    void namesATargetByAccountAppAndUrl() {
        assertThat(feed.target("158", fields(Map.of("app", "demo")))).isEqualTo("158/demo");
        assertThat(feed.target("158", fields(Map.of("app", List.of("a", 2L), "url", "x_*"))))
                .isEqualTo("158/a,2/x_*");
    }

    @Test
    void findsWhatIsWrongWithATarget() {
        assertThat(problems("158", Map.of("app", "demo", "url", List.of("a")))).isEmpty();
        assertThat(problems("acme", Map.of("app", "demo")))
                .singleElement()
                .asString()
                .contains("account", "acme");
        assertThat(problems("158", Map.of("url", "a")))
                .singleElement()
                .asString()
                .contains("app is required");
        assertThat(problems("158", Map.of("app", "a\ud83d")))
                .singleElement()
                .asString()
                .contains("surrogate");
        assertThat(problems("158", Map.of("app", "demo", "graph", 1L)))
                .singleElement()
                .asString()
                .contains("graph");
    }

    private ScaleEngineFeed feed(Map<String, String> env) {
        Http http = new Http(vertx, InstantSource.fixed(NOW));
        return new ScaleEngineFeed(Fixtures.config(env), http, new SimpleMeterRegistry());
    }

    private void answer(HttpServerRequest request, Buffer body) {
        bodies.add(body.toString());
        types.add(request.getHeader("Content-Type"));
        byte[] example = Fixtures.bytes("answers/document-example-with-trailing-comma.json");
        request.response().putHeader("Date", date).end(Buffer.buffer(example));
    }

    private Answer<ScaleEngineAsk> fetch(Map<String, Object> settings) throws TimeoutException {
        return feed.fetch(account, target(settings), ASK).await(10, TimeUnit.SECONDS);
    }

    private static PollTarget target(Map<String, Object> settings) {
        return new PollTarget("158/demo", 60_000L, null, settings, null);
    }

    private static Fields fields(Map<String, Object> values) {
        return new Fields("line 1", values);
    }

    private List<String> problems(String account, Map<String, Object> values) {
        Fields fields = fields(values);
        feed.target(account, fields);
        return fields.problems();
    }

    private String json(int request) {
        return bodies.get(request)
                .lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow();
    }

    private long timestamp(int request) throws IOException {
        return new JsonMapper().readTree(json(request)).get("timestamp").asLong();
    }

    private static String vector(String id) throws IOException {
        JsonNode vectors = new JsonMapper()
                .readTree(Fixtures.bytes("vectors/signing.json"))
                .get("vectors");
        return vectors.valueStream()
                .filter(vector -> vector.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow()
                .get("signed_json")
                .asText();
    }
}
