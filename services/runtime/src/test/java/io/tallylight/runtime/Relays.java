package io.tallylight.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Relays under names of their own, in this process or in one that can be killed. */
final class Relays implements AutoCloseable {

    private final Bus bus;
    private final String prefix;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    Relays(Bus bus, String prefix, Path folder) {
        this.bus = bus;
        this.prefix = prefix;
        this.folder = folder;
    }

    Service service(String instance, String kafkaProperties) throws IOException {
        return service(Relay.PROGRAM, instance, kafkaProperties);
    }

    Service service(Program<?> program, String instance, String kafkaProperties) throws IOException {
        return Service.start(program, env(instance, kafkaProperties));
    }

    Process process(String instance, String kafkaProperties) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.tallylight.sandbox.ChildMain", // so that it ends with this process
                        Relay.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(folder, "relay", ".log").toFile());
        builder.environment().putAll(env(instance, kafkaProperties));
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /** Sends STOP or CONT: a process that sleeps and knows nothing of it. */
    static void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }

    private Map<String, String> env(String instance, String kafkaProperties) throws IOException {
        Map<String, String> env = new HashMap<>(bus.env(prefix));
        Path file = Files.writeString(Files.createTempFile(folder, "kafka", ".properties"), kafkaProperties);
        env.put("KAFKA_PROPERTIES", file.toString());
        env.put("INSTANCE", instance);
        return env;
    }
}
