package io.tallylight.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Signatures that other programs computed: php, openssl, the providers' own pages. */
public final class Vectors {

    private Vectors() {}

    public static Stream<JsonNode> of(String provider) {
        try (InputStream file = Vectors.class.getResourceAsStream("/" + provider + "-signing.json")) {
            JsonNode vectors = new ObjectMapper()
                    .readTree(Objects.requireNonNull(file, provider))
                    .path("vectors");
            return StreamSupport.stream(vectors.spliterator(), false);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static JsonNode of(String provider, String id) {
        return of(provider)
                .filter(vector -> vector.path("id").asText().startsWith(id))
                .findFirst()
                .orElseThrow();
    }
}
