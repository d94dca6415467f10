package io.tallylight.normalizer.channels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channel names of a file that may change while it is used. A change is taken whole or refused whole; the last valid
 * names go on. It compares contents, since Kubernetes swaps a link and file times mislead.
 */
public final class ChannelsFile implements Supplier<ChannelNames> {

    private static final Logger log = LoggerFactory.getLogger(ChannelsFile.class);

    private final Path path;
    private String seen;
    private volatile ChannelNames names;

    /**
     * Reads the file.
     *
     * @throws InvalidChannels with every problem of it
     */
    public ChannelsFile(Path path) {
        this.path = path;
        try {
            this.seen = Files.readString(path);
        } catch (IOException unreadable) {
            throw new InvalidChannels(List.of("expected a text file, found: " + unreadable));
        }
        this.names = ChannelsYaml.parse(seen);
    }

    @Override
    public ChannelNames get() {
        return names;
    }

    /** Takes a change. Reads the file, so call it where blocking is fine; a refused change is told once. */
    public synchronized void look() {
        String now = content();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            names = ChannelsYaml.parse(now);
            log.info("{} changed: {} channel rules from now on", path, names.size());
        } catch (InvalidChannels invalid) {
            log.error("{} is refused and the names of before go on:\n{}", path, invalid.getMessage());
        }
    }

    /** A file that is away for a moment is no change. */
    private String content() {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            log.warn("{} cannot be read now, the names of before go on: {}", path, unreadable.toString());
            return seen;
        }
    }
}
