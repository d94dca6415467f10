package io.tallylight.poller.wangsu;

import io.tallylight.event.PollTarget;
import io.tallylight.event.PushSession;
import io.tallylight.poller.Account;
import io.tallylight.poller.Row;
import io.tallylight.runtime.Env;
import io.tallylight.runtime.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What several tests begin with. */
final class Fixtures {

    static final String USER = "example_username"; // the document's example
    static final String API_KEY = "example_apiKey"; // likewise
    static final ZoneId ZONE = ZoneId.of("GMT+08:00");
    static final WangsuTarget TARGET =
            new WangsuTarget(USER, "www.a.com", List.of("test/steam0", "test/steam1", "live.v2/listed"));

    private Fixtures() {}

    static byte[] bytes(String resource) {
        try (InputStream file = Objects.requireNonNull(Fixtures.class.getResourceAsStream("/" + resource), resource)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static WangsuConfig config(Map<String, String> env) {
        return Env.read(env, WangsuConfig::from);
    }

    static Account account(Path secrets) throws IOException {
        Path folder = Files.createDirectories(secrets.resolve("acme"));
        Files.writeString(folder.resolve("api-key"), API_KEY + "\n");
        return new Account(USER, "acme", new Secrets(secrets));
    }

    static PollTarget target() {
        Map<String, Object> settings =
                Map.of("domain", TARGET.domain(), "streams", List.of("test/steam0", "test/steam1"));
        return new PollTarget(TARGET.name(), 60_000L, null, settings, null);
    }

    static WangsuAsk ask(String from, String to) {
        return WangsuAsk.of(LocalDate.parse(from), LocalDate.parse(to), Instant.EPOCH, ZONE);
    }

    static PushSession event(Row row) {
        return (PushSession) row.event();
    }
}
