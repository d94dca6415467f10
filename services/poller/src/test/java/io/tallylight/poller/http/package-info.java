/** Tests of the package of the same name. */
@NullMarked
package io.tallylight.poller.http;

import org.jspecify.annotations.NullMarked;
