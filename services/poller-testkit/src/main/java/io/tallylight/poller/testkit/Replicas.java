package io.tallylight.poller.testkit;

import io.tallylight.runtime.Program;
import io.tallylight.runtime.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The instances of one poller in this process, each with a port and a name of its own, and what they say of themselves. */
final class Replicas {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Program<?> program;
    private final List<Service> running = new ArrayList<>();
    private int started;

    Replicas(Program<?> program) {
        this.program = program;
    }

    void start(Map<String, String> env) {
        started++;
        Map<String, String> own = new HashMap<>(env);
        own.put("OPS_PORT", "0");
        own.put("INSTANCE", "replica-" + started);
        running.add(Service.start(program, own));
    }

    /** Ever, whether they run still or not. */
    boolean started() {
        return started > 0;
    }

    boolean ready() {
        return running.stream().allMatch(Service::ready);
    }

    void stop() {
        running.forEach(Service::close);
        running.clear();
    }

    /** Stops the one that has the targets; there is exactly one where all of them are of one account. */
    void stopTheOneThatPolls() {
        List<Service> polling = running.stream()
                .filter(one -> !series(one, "poll_targets").equals(List.of(0.0)))
                .toList();
        if (polling.size() != 1) {
            throw new IllegalStateException(polling.size() + " replicas have targets");
        }
        polling.get(0).close();
        running.removeAll(polling);
    }

    /** Of the one that was started last. */
    HttpResponse<String> get(String path) {
        if (running.isEmpty()) {
            throw new IllegalStateException("It is not running");
        }
        return get(running.get(running.size() - 1), path);
    }

    /** The page of every one. */
    List<String> pages(String path) {
        return running.stream().map(one -> get(one, path).body()).toList();
    }

    /** What every one shows of a metric.
     *
     * @param labels names and values in turn; other labels may be there too
     */
    List<Double> series(String name, String... labels) {
        return running.stream()
                .flatMap(one -> series(one, name, labels).stream())
                .toList();
    }

    private List<Double> series(Service one, String name, String... labels) {
        String wanted = IntStream.range(0, labels.length / 2)
                .mapToObj(i -> "(?=[^}]*" + labels[2 * i] + "=\"" + Pattern.quote(labels[2 * i + 1]) + "\")")
                .collect(Collectors.joining());
        return Pattern.compile("(?m)^" + name + "\\{" + wanted + "[^}]*\\} (\\S+)$")
                .matcher(get(one, "/metrics").body())
                .results()
                .map(found -> Double.parseDouble(found.group(1)))
                .toList();
    }

    private HttpResponse<String> get(Service one, String path) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + one.opsPort() + path);
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
