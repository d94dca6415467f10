package io.tallylight.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sandbox's account at each provider. Every value is invented and says so: none of them opens anything but these
 * simulators. {@link #writeTo} lays them out as pollers want them.
 */
public final class Accounts {

    /** {@code cdn} is the account's name in topics. */
    public record ScaleEngine(int cdn, String apiKey, String secretKey) {}

    /** Polyv calls both of them by these names. */
    public record Polyv(String userid, String secretKey) {}

    /** Both ways in: AK/SK, and a user of a domain (IAM's word for an account) with a project's name. */
    public record Huawei(
            String projectId,
            String accessKey,
            String secretKey,
            String user,
            String password,
            String domain,
            String project) {}

    public record Wangsu(String user, String apiKey) {}

    public static final ScaleEngine SCALEENGINE =
            new ScaleEngine(158, "sandbox-scaleengine-api-key", "sandbox-scaleengine-key-not-a-secret");
    public static final Polyv POLYV = new Polyv("sandboxuser", "sandbox-polyv-key-not-a-secret");
    public static final Huawei HUAWEI = new Huawei(
            "5a4db0c0000000000000000000000158",
            "SANDBOXACCESSKEY0158",
            "sandbox-huawei-sk-not-a-secret",
            "sandbox-user",
            "sandbox-password-not-a-secret",
            "sandbox-domain",
            "sandbox-region-1");
    public static final Wangsu WANGSU = new Wangsu("sandbox-wangsu", "sandbox-wangsu-key-not-a-secret");

    private Accounts() {}

    /** With a turn every ten seconds. */
    public static void writeTo(Path secretsDir, Path targetsDir) throws IOException {
        writeTo(secretsDir, targetsDir, Duration.ofSeconds(10));
    }

    /**
     * Writes {@code secretsDir/<credentials>/<name>}, and into {@code targetsDir} one {@code targets-<provider>.yaml}
     * a poller and {@code channels.yaml}; {@code every} is the rest between two turns of a target.
     */
    public static void writeTo(Path secretsDir, Path targetsDir, Duration every) throws IOException {
        writeTo(secretsDir, targetsDir, every, Optional.empty());
    }

    /** With an epoch, each target also says since when it is to be read: a while before that, as its provider keeps it. */
    public static void writeTo(Path secretsDir, Path targetsDir, Duration every, Optional<Instant> epoch)
            throws IOException {
        for (Map.Entry<String, String> secret : secrets().entrySet()) {
            write(secretsDir.resolve(secret.getKey()), secret.getValue());
        }
        for (Map.Entry<String, String> file : targets(every, epoch).entrySet()) {
            write(targetsDir.resolve(file.getKey()), file.getValue());
        }
        write(targetsDir.resolve("channels.yaml"), channels());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    private static Map<String, String> secrets() {
        Map<String, String> files = new TreeMap<>();
        files.put("sandbox-scaleengine/api-key", SCALEENGINE.apiKey());
        files.put("sandbox-scaleengine/secret-key", SCALEENGINE.secretKey());
        files.put("sandbox-polyv/secret-key", POLYV.secretKey());
        files.put("sandbox-huawei/access-key", HUAWEI.accessKey());
        files.put("sandbox-huawei/secret-key", HUAWEI.secretKey());
        files.put("sandbox-huawei-password/user", HUAWEI.user());
        files.put("sandbox-huawei-password/password", HUAWEI.password());
        files.put("sandbox-huawei-password/domain", HUAWEI.domain());
        files.put("sandbox-huawei-password/project", HUAWEI.project());
        files.put("sandbox-wangsu/api-key", WANGSU.apiKey());
        return files;
    }

    private static String since(Optional<Instant> epoch, Duration before) {
        return epoch.map(at -> ", since: \"" + at.minus(before).truncatedTo(ChronoUnit.MINUTES) + "\"")
                .orElse("");
    }

    private static Map<String, String> targets(Duration every, Optional<Instant> epoch) {
        Map<String, String> files = new TreeMap<>();
        files.put("targets-scaleengine.yaml", """
                accounts:
                  - account: "%s"
                    credentials: sandbox-scaleengine
                    targets:
                      - { app: demo-origin, url: "mystream_*", every: %2$s }
                      - { app: demo-origin, url: "vod/*", every: %2$s }
                      - { app: demo-live, every: %2$s }
                """.formatted(
                        SCALEENGINE.cdn(), every + since(epoch, Duration.ofMinutes(30))));
        files.put("targets-polyv.yaml", """
                accounts:
                  - account: "%s"
                    credentials: sandbox-polyv
                    targets:
                      - { every: %s }
                """.formatted(POLYV.userid(), every + since(epoch, Duration.ofDays(3))));
        files.put(
                "targets-huawei.yaml", """
                accounts:
                  - account: "%s"
                    credentials: sandbox-huawei
                    targets:
                      - { domain: ingest.example.com, app: live, channel: channel1, every: %2$s }
                      - { domain: ingest.example.com, app: live, channel: channel2, every: %2$s }
                      - { domain: ingest.example.com, app: live, channel: channel3, every: %2$s }
                """.formatted(HUAWEI.projectId(), every + since(epoch, Duration.ofMinutes(5))));
        files.put("targets-wangsu.yaml", """
                accounts:
                  - account: "%s"
                    credentials: sandbox-wangsu
                    targets:
                      - { domain: push.example-a.com, streams: ["live/channel1", "live/channel2"], every: %2$s }
                      - { domain: push.example-b.com, streams: ["live/channel1", "live/channel2"], every: %2$s }
                """.formatted(WANGSU.user(), every + since(epoch, Duration.ofDays(1))));
        return files;
    }

    /** First match wins. Polyv counts a whole account: in the sandbox it is the catch-up television of channel-1. */
    private static String channels() {
        return """
                - { channel: channel-1, provider: scaleengine, account: "%1$s", stream: "demo-live/channel1*" }
                - { channel: channel-2, provider: scaleengine, account: "%1$s", stream: "demo-live/channel2*" }
                - { channel: channel-3, provider: scaleengine, account: "%1$s", stream: "demo-live/channel3*" }
                - { channel: origin, provider: scaleengine, account: "%1$s", stream: "demo-origin/mystream_*" }
                - { channel: launch-film, provider: scaleengine, account: "%1$s", stream: "demo-origin/vod/*" }
                - { channel: channel-1, provider: polyv, account: "%2$s", stream: "*" }
                - { channel: channel-1, provider: huawei, account: "%3$s", stream: "ingest.example.com/live/channel1" }
                - { channel: channel-2, provider: huawei, account: "%3$s", stream: "ingest.example.com/live/channel2" }
                - { channel: channel-3, provider: huawei, account: "%3$s", stream: "ingest.example.com/live/channel3" }
                - { channel: channel-1, provider: wangsu, account: "%4$s", stream: "push.example-a.com/live/channel1" }
                - { channel: channel-2, provider: wangsu, account: "%4$s", stream: "push.example-a.com/live/channel2" }
                - { channel: channel-3, provider: wangsu, account: "%4$s", stream: "push.example-b.com/live/channel1" }
                - { channel: night, provider: wangsu, account: "%4$s", stream: "push.example-b.com/live/channel2" }
                """.formatted(SCALEENGINE.cdn(), POLYV.userid(), HUAWEI.projectId(), WANGSU.user());
    }
}
