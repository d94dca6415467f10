package io.tallylight.local;

import io.tallylight.alerter.AlerterMain;
import io.tallylight.normalizer.NormalizerMain;
import io.tallylight.poller.huawei.HuaweiMain;
import io.tallylight.poller.polyv.PolyvMain;
import io.tallylight.poller.scaleengine.ScaleEngineMain;
import io.tallylight.poller.wangsu.WangsuMain;
import io.tallylight.runtime.Program;
import io.tallylight.runtime.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Every service, each with its own settings, in this process. */
final class Services implements AutoCloseable {

    /** In the order of the flow, which is also the order in which they stop. */
    static final List<Program<?>> ALL = List.of(
            ScaleEngineMain.PROGRAM,
            PolyvMain.PROGRAM,
            HuaweiMain.PROGRAM,
            WangsuMain.PROGRAM,
            NormalizerMain.PROGRAM,
            AlerterMain.PROGRAM);

    private final List<Service> running = new ArrayList<>();

    /**
     * Starts them all; they get ready in their own time.
     *
     * @param targets holds targets-X.yaml and channels.yaml
     * @param firstPort of as many operators' ports as there are services; 0 takes free ones
     */
    static Services start(Map<String, String> common, Path targets, int firstPort) {
        Services services = new Services();
        try {
            for (int i = 0; i < ALL.size(); i++) {
                services.start(ALL.get(i), common, targets, firstPort == 0 ? 0 : firstPort + i);
            }
            return services;
        } catch (RuntimeException failed) {
            services.close();
            throw failed;
        }
    }

    List<Service> running() {
        return List.copyOf(running);
    }

    boolean ready() {
        return running.stream().allMatch(Service::ready);
    }

    /** What is still waited for, in words. */
    List<String> waiting() {
        return running.stream()
                .flatMap(service -> service.waiting().stream().map(what -> service.name() + ": " + what))
                .toList();
    }

    /** All at once: each waits for its own last transaction only. */
    @Override
    public void close() {
        List<CompletableFuture<Void>> closing = running.stream()
                .map(service -> CompletableFuture.runAsync(service::close))
                .toList();
        closing.forEach(CompletableFuture::join);
        running.clear();
    }

    private void start(Program<?> program, Map<String, String> common, Path targets, int port) {
        Map<String, String> env = new TreeMap<>(common);
        env.put("OPS_PORT", String.valueOf(port));
        env.put("CHANNELS_FILE", targets.resolve("channels.yaml").toString());
        env.put(
                "TARGETS_FILE",
                targets.resolve("targets-" + program.name().replace("poller-", "") + ".yaml")
                        .toString());
        running.add(Service.start(program, env));
    }
}
