package io.tallylight.poller.scaleengine;

import io.tallylight.poller.Account;
import io.tallylight.poller.Span;
import io.tallylight.poller.scaleengine.ScaleEngineAsk.Graph;
import io.tallylight.runtime.Env;
import io.tallylight.runtime.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** What several tests begin with. */
final class Fixtures {

    static final String API_KEY = "APX4GKLM0RKQLSP2FBO1ROPKSSW47DZE"; // the document's example
    static final String SECRET_KEY =
            "8fc8c48da81e6a2a06a9556379bf798af508dc0792497c678b4c3532ba8b637f"; // the document's example

    private Fixtures() {}

    static byte[] bytes(String resource) {
        try (InputStream file = Objects.requireNonNull(Fixtures.class.getResourceAsStream("/" + resource), resource)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** One record of viewer.log, with a comma after it. */
    static String row(String stream, String time) {
        return "{\"app\":\"demo-origin\",\"video_url\":\"" + stream
                + "\",\"viewer_count_avg\":1,\"viewer_count_min\":1,"
                + "\"viewer_count_max\":1,\"viewer_count_sum\":5,\"time\":\"" + time + "\"},";
    }

    static ScaleEngineConfig config(Map<String, String> env) {
        return Env.read(env, ScaleEngineConfig::from);
    }

    static Account account(Path secrets) throws IOException {
        Path folder = Files.createDirectories(secrets.resolve("acme"));
        Files.writeString(folder.resolve("api-key"), API_KEY + "\n");
        Files.writeString(folder.resolve("secret-key"), SECRET_KEY + "\n");
        return new Account("158", "acme", new Secrets(secrets));
    }

    static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }

    static ScaleEngineAsk minutes(String from, String to) {
        return new ScaleEngineAsk(Graph.SIX_HOURS_BY_MINUTE, span(from, to), Instant.parse(to));
    }
}
