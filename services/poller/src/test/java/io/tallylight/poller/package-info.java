/** Tests of what a poller adds and is given. */
@NullMarked
package io.tallylight.poller;

import org.jspecify.annotations.NullMarked;
