package dev.plenum.programme;

import org.jspecify.annotations.Nullable;

/**
 * An address with words for it.
 *
 * @param title what is found there; null where nobody said
 * @param url where it leads
 */
public record Link(@Nullable String title, String url) {

}
