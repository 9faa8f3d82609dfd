package dev.plenum.programme;

import java.time.OffsetDateTime;

import dev.plenum.platform.graphql.language.Text;
import dev.plenum.programme.document.MaterialKind;
import org.jspecify.annotations.Nullable;

/**
 * A material about a session to read or watch.
 *
 * @param kind the kind of material
 * @param title its title; null if it has none
 * @param url its address; null if it is shown at the conference only
 * @param availableFrom from when it is available; null if from the beginning
 * @param availableUntil until when it is available; null if it stays available
 */
record Material(MaterialKind kind, @Nullable Text title, @Nullable String url, @Nullable OffsetDateTime availableFrom,
		@Nullable OffsetDateTime availableUntil) {

}
