/** What a drill found, for people (Markdown, one HTML page) and for programs (JSON). */
@NullMarked
package io.mgeosync.drill.report;

import org.jspecify.annotations.NullMarked;
