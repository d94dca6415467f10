package io.tallylight.sandbox.huawei;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tallylight.sandbox.SimulatorServer.Reply;

/** A call that is refused: status, code and text, as the gateway and the service write them. */
record Refusal(int status, String code, String text) {

    private static final String IAM = "Incorrect IAM authentication information: ";

    static Refusal unauthenticated(String why) {
        return new Refusal(401, "APIGW.0301", IAM + why);
    }

    static Refusal notYourProject() {
        return new Refusal(403, "LIVE.100011003", "no permission");
    }

    static Refusal invalid(String what) {
        return new Refusal(400, "LIVE.100011001", "Invalid request parameter: " + what);
    }

    /** Table 9 of the document; it says the same of a channel that does not exist and of a query that failed. */
    static Refusal queryFailed() {
        return new Refusal(404, "LIVE.103011099", "query channel statistic failed");
    }

    static Refusal noSuchApi() {
        return new Refusal(404, "APIGW.0101", "The API does not exist or has not been published in the environment");
    }

    static Refusal throttled(int limit) {
        return new Refusal(
                429,
                "APIGW.0308",
                "The throttling threshold has been reached: policy user over ratelimit,limit:" + limit
                        + ",time:1 minute");
    }

    Reply reply() {
        return Reply.json(
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("error_code", code)
                        .put("error_msg", text)
                        .toString());
    }
}
