@NullMarked
package io.mgeosync.drill.report;

import org.jspecify.annotations.NullMarked;
