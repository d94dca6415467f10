package io.tallylight.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real schema registry (Apicurio) in a child process, on loopback only, with Confluent's API at {@link #url()}. Keeps
 * its schemas in memory, or in a Kafka that it is given. It ends with this process, however this one ends.
 */
public final class Registry implements AutoCloseable {

    private static final Duration TO_START = Duration.ofSeconds(90);
    private static final Duration TO_END = Duration.ofSeconds(10);
    private static final int TAIL_LINES = 30;

    private final int port;
    private final Process process;
    private final Path log;
    private final Thread hook;

    private Registry(int port, Process process, Path log) {
        this.port = port;
        this.process = process;
        this.log = log;
        this.hook = new Thread(process::destroyForcibly, "end-registry");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Returns when it is ready.
     *
     * @param port 0 for a free one
     * @param kafkaBootstrap where it keeps the schemas, for a Kafka that outlives it; empty for in memory
     * @throws IllegalStateException if it does not get ready, with the end of its log
     */
    public static Registry start(int port, Optional<String> kafkaBootstrap) {
        List<Integer> free = FreePorts.find(2);
        int chosen = port == 0 ? free.get(0) : port;
        try {
            Path log = Files.createTempFile("tallylight-registry", ".log");
            ProcessBuilder builder = new ProcessBuilder(command(RegistryHome.find(), chosen, free.get(1)))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            kafkaBootstrap.ifPresent(kafka -> {
                builder.environment().put("APICURIO_STORAGE_KIND", "kafkasql");
                builder.environment().put("APICURIO_KAFKASQL_BOOTSTRAP_SERVERS", kafka);
            });
            Registry registry = new Registry(chosen, builder.start(), log);
            registry.awaitReady();
            return registry;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the schema registry", e);
        }
    }

    /** What SCHEMA_REGISTRY_URL is to be. */
    public String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    public Path log() {
        return log;
    }

    @Override
    public void close() {
        end();
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(RegistryHome home, int port, int managementPort) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + managementPort,
                "-cp",
                home.classPath(),
                ChildMain.class.getName(),
                "io.quarkus.runner.GeneratedMain");
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + TO_START.toNanos();
        HttpClient http = HttpClient.newHttpClient();
        try {
            while (!isReady(http)) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) throw failed("ended with " + process.exitValue());
                if (System.nanoTime() > deadline) throw failed("is not ready after " + TO_START.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted while starting");
        }
    }

    private boolean isReady(HttpClient http) throws InterruptedException {
        URI health = URI.create("http://127.0.0.1:" + port + "/health/ready");
        HttpRequest request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    private IllegalStateException failed(String how) {
        end();
        return new IllegalStateException(
                "The schema registry on port " + port + " " + how + ". Its log, " + log + ", ends with:\n" + tail());
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(cannot be read: " + e.getMessage() + ")";
        }
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)) process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            process.destroyForcibly(); // this process is ending already, and the hook does the same
        }
    }
}
