package io.tallylight.sandbox.wangsu;

import java.util.Set;

/** One customer and the domains that are valid for it; any other domain is filtered from what it asks. */
public record WangsuAccount(String username, String apiKey, Set<String> domains) {

    public WangsuAccount {
        domains = Set.copyOf(domains);
    }

    @Override
    public String toString() {
        return "WangsuAccount[username=" + username + ", domains=" + domains + "]";
    }
}
