package io.tallylight.poller.huawei;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads the body of an answer, strictly; a signal that cannot be read costs only itself. Pure. */
final class HuaweiJson {

    /**
     * One page.
     *
     * @param received how many signals it held, unreadable ones included
     */
    record Page(OptionalLong total, int received, List<Row> rows, List<Misfit> misfits) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] body;
    private final List<JsonNode> signals = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private OptionalLong total = OptionalLong.empty();
    private boolean answered;

    private HuaweiJson(byte[] body) {
        this.body = body;
    }

    /** @throws IOException when the body is no JSON, or is another JSON than the provider's answer */
    static Page read(byte[] body, HuaweiChannel channel, HuaweiAsk ask) throws IOException {
        HuaweiJson page = new HuaweiJson(body);
        page.root();
        return page.page(channel, ask);
    }

    private Page page(HuaweiChannel channel, HuaweiAsk ask) {
        List<Row> rows = new ArrayList<>();
        List<Misfit> misfits = new ArrayList<>();
        HuaweiSignal reader = new HuaweiSignal(channel, ask, ask.unstable(total));
        for (int at = 0; at < signals.size(); at++) {
            try {
                rows.add(reader.row(signals.get(at)));
            } catch (HuaweiSignal.Unfit unfit) {
                misfits.add(unfit.misfit(inputs.get(at)));
            }
        }
        return new Page(total, signals.size(), rows, misfits);
    }

    private void root() throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "expected an object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                statistic(json);
            }
            if (json.nextToken() != null) {
                throw new JsonParseException(json, "expected nothing after the object");
            }
            if (!answered) {
                throw new JsonParseException(json, "expected an object scte35");
            }
        }
    }

    private void statistic(JsonParser json) throws IOException {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (!"scte35".equals(name) || value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        answered = true;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            member(json);
        }
    }

    private void member(JsonParser json) throws IOException {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if ("total".equals(name)) {
            JsonNode node = json.readValueAsTree();
            total = HuaweiSignal.integer(node);
        } else if ("scte35_info".equals(name) && value == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                signal(json);
            }
        } else {
            json.skipChildren();
        }
    }

    private void signal(JsonParser json) throws IOException {
        int from = (int) json.currentTokenLocation().getByteOffset();
        JsonNode node = json.readValueAsTree();
        json.finishToken();
        int to = (int) json.currentLocation().getByteOffset();
        signals.add(node);
        inputs.add(new String(body, from, to - from, StandardCharsets.UTF_8));
    }
}
