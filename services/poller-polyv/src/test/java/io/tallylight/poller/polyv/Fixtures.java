package io.tallylight.poller.polyv;

import io.tallylight.poller.Account;
import io.tallylight.runtime.Env;
import io.tallylight.runtime.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;

/** What several tests begin with. */
final class Fixtures {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final String SECRET_KEY = "tIQp4ATe9Z"; // the document's example

    private Fixtures() {}

    static String text(String resource) {
        try (InputStream file = Objects.requireNonNull(Fixtures.class.getResourceAsStream("/" + resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static PolyvConfig config(Map<String, String> env) {
        return Env.read(env, PolyvConfig::from);
    }

    static Account account(Path secrets) throws IOException {
        Path folder = Files.createDirectories(secrets.resolve("acme-polyv"));
        Files.writeString(folder.resolve("secret-key"), SECRET_KEY + "\n");
        return new Account("1b448be323", "acme-polyv", new Secrets(secrets));
    }

    /** The instant at which clocks in Shanghai show this time. */
    static Instant local(String time) {
        return LocalDateTime.parse(time).atZone(SHANGHAI).toInstant();
    }

    static PolyvAsk ask(String day, Instant planned) {
        return PolyvAsk.of(LocalDate.parse(day), SHANGHAI, planned);
    }
}
