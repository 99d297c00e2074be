/** What people see of long commands. Imports nothing of ours; used by the demo and the chaos run. */
@NullMarked
package io.balsa.server.console;

import org.jspecify.annotations.NullMarked;
