package io.tallylight.benchmarks.stage;

import io.tallylight.benchmarks.floor.FloorMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who is measured. */
public enum Subject {
    POLLER {
        @Override
        List<String> program(Path root) {
            Path lib = root.resolve("services/poller-scaleengine/target/app/lib");
            return List.of("-jar", jar(lib, "poller-scaleengine").toString());
        }

        @Override
        Map<String, String> settings(Stage.Scene scene, Order order) {
            Map<String, String> settings = new HashMap<>(scene.settings());
            settings.put("TARGETS_FILE", order.folder().resolve("targets.yaml").toString());
            settings.put("SECRETS_DIR", order.folder().resolve("secrets").toString());
            settings.put("OPS_PORT", "0");
            settings.put("INSTANCE", order.api().getPath().replace("/", "")); // so that it is known after a restart
            settings.put("SCALEENGINE_API", order.api().toString());
            settings.put("POLL_CLOCK_MOST_AHEAD", "P365D"); // a minute a second there
            settings.put("SCALEENGINE_OVERLAP", "PT2M"); // the newest two minutes are read again
            settings.put("SCALEENGINE_REQUESTS_PER_MINUTE", "100000");
            return settings;
        }
    },
    FLOOR {
        @Override
        List<String> program(Path root) {
            Path lib = root.resolve("services/benchmarks/target/app/lib");
            return List.of("-cp", jar(lib, "benchmarks").toString(), FloorMain.class.getName());
        }

        @Override
        Map<String, String> settings(Stage.Scene scene, Order order) {
            return Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", scene.bootstrap(),
                    "FLOOR_API", order.api().toString(),
                    "FLOOR_TOPIC", scene.prefix() + "viewer",
                    "FLOOR_CURSORS", scene.prefix() + "floor-cursors",
                    "FLOOR_SCHEMA_ID", Integer.toString(scene.schemaId()),
                    "FLOOR_EVERY", order.every().toString(),
                    "FLOOR_SINCE", order.since().toString());
        }
    };

    /** What a subject is told to do. The folder holds targets, secrets and its log. */
    public record Order(URI api, Duration every, Instant since, String heap, int targets, Path folder) {

        public Order at(URI other) {
            return new Order(other, every, since, heap, targets, folder);
        }
    }

    private static final int TARGETS_AN_ACCOUNT = 1000;

    abstract List<String> program(Path root);

    abstract Map<String, String> settings(Stage.Scene scene, Order order);

    /** As shipped: scripts/tallylight run sets the same options. */
    public Child start(Stage.Scene scene, Order order) {
        Path root = Path.of(System.getProperty("tallylight.root", "."));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + root.resolve("scripts/service.jvm"));
        command.add("-Xmx" + order.heap());
        command.addAll(program(root));
        return Child.start(command, settings(scene, order), order.folder().resolve("log"));
    }

    /** The targets file, and secrets for all of its accounts. */
    public static void write(Order order) {
        StringBuilder yaml = new StringBuilder("accounts:\n");
        for (int target = 0; target < order.targets(); target++) {
            if (target % TARGETS_AN_ACCOUNT == 0) {
                yaml.append("  - account: \"").append(158 + target / TARGETS_AN_ACCOUNT);
                yaml.append("\"\n    credentials: bench\n    targets:\n");
            }
            yaml.append("      - { app: live, every: ").append(order.every());
            yaml.append(order.targets() == 1 ? "" : ", url: \"stream" + target + "\"");
            yaml.append(", since: \"").append(order.since()).append("\" }\n");
        }
        try {
            Path secrets = Files.createDirectories(order.folder().resolve("secrets/bench"));
            Files.writeString(secrets.resolve("api-key"), "bench-key");
            Files.writeString(secrets.resolve("secret-key"), "bench-secret");
            Files.writeString(order.folder().resolve("targets.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar(Path lib, String name) {
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.getFileName().toString().matches(name + "-\\d.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(lib + " has no " + name + ": build it first"));
        } catch (IOException e) {
            throw new UncheckedIOException("Build it first", e);
        }
    }
}
