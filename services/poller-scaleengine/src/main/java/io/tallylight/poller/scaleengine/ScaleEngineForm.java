package io.tallylight.poller.scaleengine;

import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * How the one form field {@code json} travels. The document's PHP example sends multipart; the vendor's Perl client sends
 * urlencoded, so both are in use.
 */
enum ScaleEngineForm {
    MULTIPART {
        @Override
        String contentType() {
            return "multipart/form-data; boundary=" + BOUNDARY;
        }

        @Override
        Buffer body(String json) {
            return Buffer.buffer("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"json\"\r\n\r\n" + json
                    + "\r\n--" + BOUNDARY + "--\r\n");
        }
    },
    URLENCODED {
        @Override
        String contentType() {
            return "application/x-www-form-urlencoded";
        }

        @Override
        Buffer body(String json) {
            return Buffer.buffer("json=" + URLEncoder.encode(json, StandardCharsets.US_ASCII));
        }
    };

    /** Cannot occur in the field: JSON holds no line break, and a boundary begins with one. */
    private static final String BOUNDARY = "tallylight-viewer-log";

    abstract String contentType();

    /** The body for a field of ASCII characters, which is all that {@link PhpJson} writes. */
    abstract Buffer body(String json);
}
