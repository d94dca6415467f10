package io.tallylight.sandbox.wangsu;

/** A refusal as the document's table has it, or an assumed one where it has none. */
record WangsuError(int status, String code, String message) {

    static final WangsuError NO_BODY = new WangsuError(
            400,
            "24102014",
            "This operation requires a body. Ensure that the body is present and the Content-Type header is set.");
    static final WangsuError ACCEPT =
            new WangsuError(400, "24102013", "The accept header specified in your request is not acceptable.");
    static final WangsuError TIME_ZONE =
            new WangsuError(400, "24102020", "The value of X-Time-Zone header specified in your request in invalid.");
    static final WangsuError BODY =
            new WangsuError(400, "24102002", "There was an error in the body of your HTTP request.");
    static final WangsuError DATE = new WangsuError(400, "24102006", "The date specified is invalid.");
    static final WangsuError DOMAIN = new WangsuError(400, "24102008", "param:domain  is null or invalid.");
    static final WangsuError INTERNAL =
            new WangsuError(500, "24102500", "We encountered an internal error. Please try again.");

    /** Assumed: seen at a sister interface, not in this document. */
    static final WangsuError CREDENTIALS = new WangsuError(403, "AccessDenied", "Please enter valid credentials.");

    /** Assumed: the document gives the limit and not the answer. */
    static final WangsuError TOO_MANY_CALLS =
            new WangsuError(429, "TooManyRequests", "Request was denied due to user flow control.");

    static WangsuError span(int days) {
        return new WangsuError(400, "24102007", "You cannot specify a period greater than " + days + " day(s).");
    }

    static WangsuError domains(int number, int limit) {
        return new WangsuError(
                400,
                "24102019",
                "The request was rejected because the number of Domain(" + number + ") exceeds the limit (" + limit
                        + ").");
    }
}
