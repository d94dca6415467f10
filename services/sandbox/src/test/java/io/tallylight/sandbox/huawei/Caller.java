package io.tallylight.sandbox.huawei;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallylight.sandbox.Accounts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client as simple as it can be, with its own signer: it writes the canonical request down for one fixed call. */
final class Caller {

    private static final HexFormat HEX = HexFormat.of();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;

    Caller(URI api) {
        this.api = api;
    }

    /** What came back. */
    record Answer(int status, JsonNode body, HttpResponse<String> http) {
        String code() {
            return body.path("error_code").asText();
        }

        String message() {
            return body.path("error_msg").asText();
        }

        JsonNode rows() {
            return body.path("scte35").path("scte35_info");
        }

        int total() {
            return body.path("scte35").path("total").asInt(-1);
        }
    }

    static String statistic(String project) {
        return "/v1/" + project + "/ott/channels/statistic";
    }

    static String question(String channel, String type, long from, long to) {
        return ("{\"domain\":\"ingest.example.com\",\"app_name\":\"live\",\"id\":\"%s\",\"type\":\"scte35\","
                        + "\"scte35\":{\"type\":\"%s\",\"start_time\":%d,\"end_time\":%d}}")
                .formatted(channel, type, from, to);
    }

    /** {@code query} in sorted order and without anything to encode. */
    HttpRequest.Builder signed(String path, String query, String body, Instant at, String secretKey) throws Exception {
        String date = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").format(at.atOffset(ZoneOffset.UTC));
        String project = Accounts.HUAWEI.projectId();
        String canonical = "POST\n" + path + "/\n" + query + "\nhost:" + api.getAuthority() + "\nx-project-id:"
                + project + "\nx-sdk-date:" + date + "\n\nhost;x-project-id;x-sdk-date\n" + sha256(body);
        String signature = hmac(secretKey, "SDK-HMAC-SHA256\n" + date + "\n" + sha256(canonical));
        return request(path, query, body)
                .header("X-Sdk-Date", date)
                .header("X-Project-Id", project)
                .header(
                        "Authorization",
                        "SDK-HMAC-SHA256 Access=" + Accounts.HUAWEI.accessKey()
                                + ", SignedHeaders=host;x-project-id;x-sdk-date, Signature=" + signature);
    }

    HttpRequest.Builder request(String path, String query, String body) {
        return HttpRequest.newBuilder(api.resolve(query.isEmpty() ? path : path + "?" + query))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
    }

    private static String sha256(String text) throws Exception {
        return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    private static String hmac(String key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
        return HEX.formatHex(mac.doFinal(text.getBytes(UTF_8)));
    }
}
