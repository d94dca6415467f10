package io.tallylight.poller.huawei;

import io.tallylight.event.PollTarget;
import io.tallylight.event.SpliceSignal;
import io.tallylight.poller.Account;
import io.tallylight.poller.Row;
import io.tallylight.poller.Span;
import io.tallylight.runtime.Env;
import io.tallylight.runtime.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What several tests begin with. */
final class Fixtures {

    static final String PROJECT = "77b6a44cba5143ab91d13ab9a8ff44fd"; // the signing guide's example
    static final String ACCESS_KEY = "QTWAOYTTINDUT2QVKYUC"; // likewise
    static final String SECRET_KEY = "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc"; // likewise
    static final HuaweiChannel CHANNEL =
            new HuaweiChannel(PROJECT, "www.huaweiott.pushdomain.com", "live", "channelId");

    /** The window of the provider's example request. */
    static final HuaweiAsk ASK = HuaweiAsk.window(
            new Span(Instant.ofEpochSecond(1741650609), Instant.ofEpochSecond(1741658609)),
            Instant.ofEpochSecond(1741657009),
            Duration.ZERO);

    private Fixtures() {}

    static byte[] bytes(String resource) {
        try (InputStream file = Objects.requireNonNull(Fixtures.class.getResourceAsStream("/" + resource), resource)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static HuaweiConfig config(Map<String, String> more) {
        Map<String, String> env = new HashMap<>(Map.of("HUAWEI_API", "http://127.0.0.1:1"));
        env.putAll(more);
        return Env.read(env, HuaweiConfig::from);
    }

    static Account account(Path secrets, Map<String, String> files) {
        try {
            Path folder = Files.createDirectories(secrets.resolve("acme"));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue() + "\n");
            }
            return new Account(PROJECT, "acme", new Secrets(secrets));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static PollTarget target() {
        Map<String, Object> settings =
                Map.of("domain", CHANNEL.domain(), "app", CHANNEL.app(), "channel", CHANNEL.channel());
        return new PollTarget(CHANNEL.name(), 60_000L, null, settings, null);
    }

    static SpliceSignal event(Row row) {
        return (SpliceSignal) row.event();
    }
}
