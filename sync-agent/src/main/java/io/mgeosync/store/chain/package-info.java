/** Several sources of the same objects, asked in order; none of them is believed. */
@NullMarked
package io.mgeosync.store.chain;

import org.jspecify.annotations.NullMarked;
