package io.tallylight.local.drill;

import io.tallylight.sandbox.ChildMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A poller in a process of its own, which can be killed, stopped and woken as on any machine. It ends with this process,
 * however this one ends.
 */
public final class PollerProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("health on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;

    /** A process that is stopped does not see that its parent has ended. */
    private final Thread hook;

    private PollerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.hook = new Thread(process::destroyForcibly, "end-poller");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Returns at once; what it says is in {@code folder/name.log}, and what it leaves behind beside it. */
    static PollerProcess start(Class<?> program, Map<String, String> env, Path folder, String name) {
        Path log = folder.resolve(name + ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command(program, folder)).redirectErrorStream(true);
            builder.environment().putAll(env);
            builder.redirectOutput(log.toFile());
            return new PollerProcess(builder.start(), log);
        } catch (IOException broken) {
            throw new UncheckedIOException("Cannot start " + program.getSimpleName(), broken);
        }
    }

    private static List<String> command(Class<?> program, Path temporary) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName(),
                program.getName());
    }

    /** As {@code kill -9} does it, also to one that is stopped. */
    void kill() {
        process.destroyForcibly();
        ended();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            process.destroyForcibly(); // this process ends, and the hook does the same
        }
    }

    /** Stops it in the middle of whatever it does (SIGSTOP). */
    void pause() {
        signal("-STOP");
    }

    /** It goes on and does not know that it was stopped (SIGCONT). */
    void wake() {
        signal("-CONT");
    }

    /** What its threads are doing, into its log (SIGQUIT). */
    void tellThreads() {
        if (isAlive()) {
            signal("-QUIT");
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    public Path log() {
        return log;
    }

    /** Its metrics; empty while it does not answer. */
    public Optional<Page> look() {
        return get("/metrics").map(HttpResponse::body).map(Page::new);
    }

    public boolean ready() {
        return get("/health/ready").filter(answer -> answer.statusCode() == 200).isPresent();
    }

    /** What a page says, such as /targets; empty while it does not answer. */
    Optional<HttpResponse<String>> get(String path) {
        Optional<Integer> port = port();
        if (port.isEmpty()) {
            return Optional.empty();
        }
        URI uri = URI.create("http://127.0.0.1:" + port.get() + path);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        try {
            return Optional.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException silent) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        kill();
    }

    /** The service says it when it listens: nobody has to guess a free port. */
    private Optional<Integer> port() {
        try {
            Matcher said = PORT.matcher(Files.readString(log, StandardCharsets.UTF_8));
            return said.find() ? Optional.of(Integer.valueOf(said.group(1))) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void signal(String which) {
        try {
            Process kill = new ProcessBuilder("kill", which, String.valueOf(process.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill " + which + " " + process.pid() + " failed");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended() {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Process " + process.pid() + " did not end when it was killed");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
