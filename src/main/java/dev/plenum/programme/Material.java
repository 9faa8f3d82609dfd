package dev.plenum.programme;

import java.time.OffsetDateTime;

import dev.plenum.platform.graphql.Text;
import org.jspecify.annotations.Nullable;

/**
 * Something to read or watch about a session.
 *
 * @param kind what it is
 * @param title what it is called; null if it has no name
 * @param url where it is; null if it is shown at the conference only
 * @param availableFrom from when on; null if from the beginning
 * @param availableUntil until when; null if for ever
 */
record Material(MaterialKind kind, @Nullable Text title, @Nullable String url, @Nullable OffsetDateTime availableFrom,
		@Nullable OffsetDateTime availableUntil) {

}
