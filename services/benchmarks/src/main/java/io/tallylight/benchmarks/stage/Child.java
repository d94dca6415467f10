package io.tallylight.benchmarks.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that is measured from outside, by what Linux says of it. It ends with this one. */
public final class Child implements AutoCloseable {

    /** USER_HZ, in which /proc counts: 100 on every Linux that Java runs on (man 5 proc, man 7 time). */
    private static final double TICKS_A_SECOND = 100;

    private static final int TAIL = 20;

    private final Process process;
    private final Path log;
    private final long startedAt;
    private final Thread hook;

    private Child(Process process, Path log, long startedAt) {
        this.process = process;
        this.log = log;
        this.startedAt = startedAt;
        this.hook = new Thread(process::destroyForcibly, "end-child");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static Child start(List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("MALLOC_ARENA_MAX", "2"); // as scripts/tallylight run
        builder.environment().putAll(environment);
        try {
            long at = System.currentTimeMillis();
            return new Child(builder.start(), log, at);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command, e);
        }
    }

    /** Just before exec, by the real clock. */
    public long startedAt() {
        return startedAt;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** User and system time of all of its threads so far. */
    public double cpuSeconds() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1); // from field 3, the state, on
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    public double rssMegabytes() {
        return megabytes("VmRSS:");
    }

    public double mostRssMegabytes() {
        return megabytes("VmHWM:");
    }

    /** SIGKILL: it has no chance to do anything more. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** SIGTERM, and SIGKILL where that does not help. */
    @Override
    public void close() {
        process.destroy();
        await();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            process.destroyForcibly(); // this process is ending already, and the hook does the same
        }
    }

    public IllegalStateException ended() {
        return new IllegalStateException("The subject ended with " + process.exitValue() + ":\n" + tail());
    }

    /** The end of what it said. */
    public String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    private void await() {
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private double megabytes(String name) {
        return read("status")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElseThrow();
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException e) {
            throw process.isAlive() ? new UncheckedIOException(e) : ended();
        }
    }
}
