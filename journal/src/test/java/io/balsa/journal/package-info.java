@NullMarked
package io.balsa.journal;

import org.jspecify.annotations.NullMarked;
