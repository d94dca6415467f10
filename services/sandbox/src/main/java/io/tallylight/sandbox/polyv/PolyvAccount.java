package io.tallylight.sandbox.polyv;

/** One customer: the user id stands in the path, the secret key only signs. */
public record PolyvAccount(String userId, String secretKey) {

    @Override
    public String toString() {
        return "PolyvAccount[userId=" + userId + "]";
    }
}
