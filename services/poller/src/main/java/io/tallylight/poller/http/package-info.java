/** HTTP to a provider, bounded in every way. Start with {@link io.tallylight.poller.http.Http}. */
@NullMarked
package io.tallylight.poller.http;

import org.jspecify.annotations.NullMarked;
