package io.tallylight.runtime;

import static java.util.Comparator.comparingInt;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files {@code SECRETS_DIR/<credentials>/<name>}, as Kubernetes mounts them. Read at each use, so that a rotated
 * secret counts at once. Whatever was read is known to {@link #redact}.
 */
public final class Secrets {

    /** Below this a secret would blank out ordinary words. */
    private static final int SHORTEST_REDACTED = 4;

    private final Path dir;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    public Secrets(Path dir) {
        this.dir = dir;
    }

    /** The secret without surrounding white space; empty where the file cannot be read or is empty. */
    public Optional<Secret> find(String credentials, String name) {
        Path file = dir.resolve(plain(credentials)).resolve(plain(name));
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            String value = Files.readString(file).strip();
            remember(value);
            return value.isEmpty() ? Optional.empty() : Optional.of(new Secret(value));
        } catch (IOException unreadable) {
            throw new IllegalStateException("Secret " + credentials + "/" + name + " cannot be read", unreadable);
        }
    }

    /**
     * The secret, which must be there.
     *
     * @throws IllegalStateException that names the file, never its content
     */
    public Secret get(String credentials, String name) {
        return find(credentials, name)
                .orElseThrow(() -> new IllegalStateException(
                        "Secret " + credentials + "/" + name + " is missing, unreadable or empty under SECRETS_DIR"));
    }

    /** The text with every secret that was ever read replaced by {@code ***}. */
    public String redact(String text) {
        List<String> longestFirst =
                seen.stream().sorted(comparingInt(String::length).reversed()).toList();
        String redacted = text;
        for (String secret : longestFirst) {
            redacted = redacted.replace(secret, "***");
        }
        return redacted;
    }

    /** Also as it looks in a query string: an address with its query ends up in many a message. */
    private void remember(String value) {
        if (value.length() >= SHORTEST_REDACTED) {
            seen.add(value);
            seen.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static Path plain(String part) {
        Path path = Path.of(part);
        if (path.isAbsolute() || path.getNameCount() != 1 || part.isBlank() || part.startsWith(".")) {
            throw new IllegalArgumentException("'" + part + "' is no plain name of credentials or of a secret");
        }
        return path;
    }
}
