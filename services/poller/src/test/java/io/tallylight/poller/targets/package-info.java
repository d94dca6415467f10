/** Tests of the package of the same name. */
@NullMarked
package io.tallylight.poller.targets;

import org.jspecify.annotations.NullMarked;
