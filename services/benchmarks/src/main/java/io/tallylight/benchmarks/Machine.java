package io.tallylight.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on, in a line. */
final class Machine {

    private Machine() {}

    static String inWords() {
        return Runtime.getRuntime().availableProcessors() + " cores (" + value("/proc/cpuinfo", "model name") + "), "
                + Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024 / 1024 + " GB, Linux "
                + System.getProperty("os.version") + ", " + System.getProperty("java.vendor") + " JDK "
                + System.getProperty("java.version") + ", Kafka "
                + org.apache.kafka.common.utils.AppInfoParser.getVersion() + ", all on one machine";
    }

    private static String value(String file, String name) {
        try {
            return Files.readString(Path.of(file))
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
