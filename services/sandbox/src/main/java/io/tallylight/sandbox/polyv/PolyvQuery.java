package io.tallylight.sandbox.polyv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decoded query parameters in name order; of a repeated one the first value stands, as with Java servlets. */
record PolyvQuery(Map<String, String> params) {

    /** Empty where a percent sequence is malformed. */
    static Optional<PolyvQuery> of(String query) {
        Map<String, String> params = new TreeMap<>();
        try {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                params.putIfAbsent(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
            }
        } catch (IllegalArgumentException malformedPercent) {
            return Optional.empty();
        }
        return Optional.of(new PolyvQuery(params));
    }

    /** Empty where the parameter is absent or empty: the provider makes no difference. */
    String get(String name) {
        return params.getOrDefault(name, "");
    }
}
