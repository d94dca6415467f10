/** Tests of the package of the same name. Start with World, which hosts the engine under virtual time. */
@NullMarked
package io.tallylight.poller.engine;

import org.jspecify.annotations.NullMarked;
